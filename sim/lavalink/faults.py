"""Troubles that a node has on command: lookups that fail, requests that fail, slow answers."""


class Faults:
    """What is to go wrong next; everything is well at first."""

    def __init__(self) -> None:
        self.failing_loads = 0
        self.failing_requests = 0
        self.failure_status = 500
        self.delay_s = 0.0

    def take_load_failure(self) -> bool:
        if self.failing_loads <= 0:
            return False
        self.failing_loads -= 1
        return True

    def take_request_failure(self) -> bool:
        if self.failing_requests <= 0:
            return False
        self.failing_requests -= 1
        return True
