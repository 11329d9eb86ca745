"""One store, asked by both doors: the API and the command line."""

import json

from starlette.testclient import TestClient

from sorewise.apps.cli import run
from sorewise.apps.web.api.table import BASE
from sorewise.apps.web.app import make_app

CALM = {"legs": "fresh", "safety": "none", "gait": "normal", "hard_to_walk": False, "fatigue": 2, "sleep_quality": 4}
SORE = {**CALM, "legs": "sore", "spots": [{"region": "calf", "side": "left", "pain": 4, "tissue": "muscle"}]}


class Api:
    """A store, asked by both doors."""

    def __init__(self, home, folder, capsys, access=None):
        self.home = home
        self.folder = folder
        self.capsys = capsys
        self.client = TestClient(
            make_app(home.place, access), base_url="http://localhost:8000", raise_server_exceptions=False
        )

    def get(self, path, status=200):
        """What is answered there."""
        return self._json(self.client.get(BASE + path), status)

    def post(self, path, body, status=200):
        """What is answered to JSON."""
        return self._json(self.client.post(BASE + path, json=body), status)

    def _json(self, response, status):
        assert response.status_code == status, response.text
        assert response.headers["Cache-Control"] == "no-store"
        return response.json()

    def told(self, *arguments):
        """What the command line prints."""
        self.capsys.readouterr()
        assert run([*arguments], self.home.place) == 0
        return self.capsys.readouterr().out

    def command(self, *arguments):
        """The same as JSON."""
        return json.loads(self.told(*arguments, "--json"))

    def file(self, content):
        """A case in a file."""
        path = self.folder / "case.json"
        path.write_text(json.dumps(content), encoding="utf-8")
        return str(path)

    def decisions(self):
        """What is kept."""
        with self.home.store() as store:
            return store.decisions()
