"""What queues and streams do with a batch after each invocation: send it again, or give it up."""
