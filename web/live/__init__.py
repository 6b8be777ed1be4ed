"""The live stream: topics, frames, and the hub that fans them out."""
