"""Who is asking: identity, sign-in with Discord, and server-side sessions."""
