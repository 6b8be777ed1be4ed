"""Counts what operators watch, in the form that Prometheus reads."""

import time
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.gc_collector import GCCollector
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector
from quart import Quart, Response, g
from quart.globals import request_ctx

from web.services import Services

METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})


class Metrics:
    """One application's metrics, apart from those of any other in the same process."""

    def __init__(self, services: Services) -> None:
        self._registry = CollectorRegistry()
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=self._registry)
        self._registry.register(LiveCollector(services))
        self.requests = Counter(
            "auxcord_http_requests",
            "Requests answered.",
            ["endpoint", "method", "status"],
            registry=self._registry,
        )
        self.seconds = Histogram(
            "auxcord_http_request_seconds",
            "Time until an answer was ready to be sent.",
            ["endpoint"],
            registry=self._registry,
        )

    def text(self) -> bytes:
        return generate_latest(self._registry)


class LiveCollector(Collector):
    """Reads the players and the live stream at the moment of asking."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def collect(self) -> Iterator[Metric]:
        hub = self._services.hub
        yield GaugeMetricFamily("auxcord_streams", "Open live streams.", value=hub.subscribers)
        yield _counter("auxcord_stream_frames", "Frames encoded.", hub.counts.frames)
        yield _counter("auxcord_stream_bytes", "Bytes of frames encoded.", hub.counts.frame_bytes)
        yield _counter("auxcord_stream_resets", "Snapshots sent.", hub.counts.resets)
        yield _counter("auxcord_streams_cut_off", "Slow streams cut off.", hub.counts.closed_slow)
        yield from self._players()
        connected = GaugeMetricFamily("auxcord_discord_connected", "1 while Discord is there.")
        connected.add_metric([], int(self._services.directory.connected))
        yield connected

    def _players(self) -> Iterator[Metric]:
        states = [session.state for session in self._services.players.all()]
        playing = sum(bool(state.playhead and state.playhead.moving) for state in states)
        listeners = sum(len(state.listeners) for state in states)
        yield GaugeMetricFamily("auxcord_players", "Players of servers.", value=len(states))
        yield GaugeMetricFamily("auxcord_players_playing", "Players that play.", value=playing)
        yield GaugeMetricFamily("auxcord_listeners", "People in bots' channels.", value=listeners)


def install(app: Quart, services: Services) -> Metrics:
    """Count the application's answers."""
    metrics = Metrics(services)

    @app.before_request
    async def start_the_clock() -> None:
        g.clock_started = time.perf_counter()

    @app.after_request
    async def count(response: Response) -> Response:
        asked = request_ctx.request
        endpoint = asked.endpoint or "none"
        method = asked.method if asked.method in METHODS else "OTHER"
        metrics.requests.labels(endpoint, method, response.status_code).inc()
        metrics.seconds.labels(endpoint).observe(time.perf_counter() - g.clock_started)
        return response

    return metrics


def _counter(name: str, text: str, value: int) -> CounterMetricFamily:
    return CounterMetricFamily(name, text, value=value)
