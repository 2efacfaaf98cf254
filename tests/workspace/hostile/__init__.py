"""What must never bring the server down, hold it up or lead it out of the workspace."""
