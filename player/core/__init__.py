"""The pure heart of the player: state, commands, events, effects, `decide` and `evolve`."""
