"""Words of one line to what each part tells: title, employer, school, degree, certification, place."""
