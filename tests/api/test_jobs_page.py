"""The pages of jobs, as somebody without scripts uses them."""

from sim.discord import seed
from tests.support.api import Api
from tests.support.jobs import bearer, begin, described, over
from tests.support.library import data
from tests.support.plain import send, visit
from tests.support.resolving import nonsense, songs
from tests.support.shelf import Shelf


async def test_a_job_shows_how_far_it_is_and_is_cancelled(api: Api, shelf: Shelf) -> None:
    noor = await api.person()
    playlist = await shelf.make(noor, "Evenings")
    api.world.node.delay(30)
    body = {"tracks": described(*songs(7))}
    started = data(await noor.post(f"/api/v1/playlists/{playlist['id']}/sync", json=body))
    page = await visit(noor, "/jobs")
    assert "Syncing “Evenings”" in page.text
    assert "0 of 7" in page.text
    cancel = page.form(f"/{started['batch_id']}/cancel")
    page = await send(noor, cancel.action, **cancel.fields)
    api.world.node.delay(0)
    assert (page.path, "7 cancelled" in page.text) == ("/jobs", True)
    page = await send(noor, cancel.action, next="https://evil.example/jobs")
    assert page.status == 400
    page = await send(noor, "/jobs/cancel-all")
    assert started["batch_id"] not in page.text


async def test_a_report_tells_of_every_track(api: Api) -> None:
    noor, client = await api.person(), await bearer(api, seed.NOOR)
    wanted = songs(2)
    started = await begin(client, *wanted, *nonsense(1))
    await over(api, started["batch_id"])
    page = await visit(noor, f"/jobs/{started['batch_id']}")
    for song in wanted:
        assert song.title in page.text
    assert "100 % alike" in page.text
    assert "Nothing was found for" in page.text
    page = await visit(noor, f"/jobs/{started['batch_id']}?status=not_found")
    assert wanted[0].title not in page.text.partition("job-rows")[2]
    page = await visit(noor, f"/jobs/{started['batch_id']}?status=failed")
    assert "There are none of these." in page.text
    for stranger in (await api.person(seed.ADA), await api.person(seed.WREN)):
        assert (await visit(stranger, f"/jobs/{started['batch_id']}")).status == 404


async def test_imports_are_among_the_jobs(api: Api, shelf: Shelf) -> None:
    noor = await api.person()
    playlist = await shelf.make(noor)
    lines = "\n".join([*api.links(2), "zzyzxq wvutq"])
    page = await send(noor, f"/playlists/{playlist['id']}/import", lines=lines)
    (job,) = api.world.parts.services.jobs.list_of(seed.NOOR)
    await shelf.job(noor, job.id)
    page = await visit(noor, "/jobs")
    assert "2 tracks imported" in page.text
    assert "1 line led to nothing" in page.text
