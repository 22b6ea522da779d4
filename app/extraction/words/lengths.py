"""How people count the time that they spent somewhere ("3 yrs", "two summers"): parts of patterns."""

COUNT = r"(?:\d{1,2}(?:\.5)?\+?|one|two|three|four|five|six|seven|eight|nine|ten)"
UNITS = r"(?:years?|yrs?\.?|months?|mos?\.?|weeks?|seasons?|summers?|winters?)"
