"""What is remembered: the MongoDB client, the embedded server, and one store per collection."""
