"""A simulated Discord on one loopback port: REST, gateway, OAuth pages, CDN and a living world."""
