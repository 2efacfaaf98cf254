"""What runs in the process of a Python handler; it works on every Python from 3.8 on."""
