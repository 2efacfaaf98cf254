"""Processes that run the user's code: started, heard, measured, and ended with all they start."""
