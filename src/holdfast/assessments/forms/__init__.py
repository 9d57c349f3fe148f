"""What is asked. Forms check; they never save."""
