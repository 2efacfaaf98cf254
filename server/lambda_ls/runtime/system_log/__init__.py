"""What Lambda itself writes into a function's log, beside what the code writes."""
