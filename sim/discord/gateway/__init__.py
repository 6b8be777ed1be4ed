"""The gateway of the simulated Discord: WebSocket connections and the sessions behind them."""
