"""Who may do what, and how somebody shows who they are: values and pure functions; rows are the store's."""
