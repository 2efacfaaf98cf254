"""Single mistakes in the code and the settings of functions that work, and what is said of them."""
