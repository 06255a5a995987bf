"""Training: makes the event classifier from annotated pairs. Needs the extra `train`."""
