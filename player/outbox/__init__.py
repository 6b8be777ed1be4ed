"""What is sent to other people's servers: to where, when, how it is signed, and tried again."""
