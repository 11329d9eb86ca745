"""What is looked at on every page: accessibility, size, requests, and how large what is touched is."""

from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe

MOST_BYTES = 60_000
MOST_REQUESTS = 8
SMALL = """() => [...document.querySelectorAll(
    'button, a.btn, a.card, label.choice, .scale label, .tabs a, select, summary')]
  .filter(one => one.checkVisibility() && !one.closest('svg'))
  .map(one => [one.textContent.trim().slice(0, 40), one.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.height < 43.5 || box.width < 43.5))
  .map(([name, box]) => `${name}: ${Math.round(box.width)}x${Math.round(box.height)}`)"""


def violations(page):
    """What axe finds, a line each."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {[node['html'][:120] for node in one['nodes'][:3]]}" for one in found]


def too_small(page):
    """Controls below 44 px."""
    return page.evaluate(SMALL)


class Traffic:
    """What a page fetches on a first visit."""

    def __init__(self, page):
        self.page = page
        self.requests = []
        page.on("request", self._note)

    def _note(self, request):
        self.requests.append(request)

    def visit(self, address):
        """Open a page in a browser that knows nothing of it yet: bytes over the wire, requests, and strangers."""
        self.requests.clear()
        self.page.goto(address)
        self.page.wait_for_load_state("networkidle")
        own = urlsplit(address).netloc
        sizes = [one.sizes() for one in self.requests if one.response()]
        total = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)
        strangers = [
            one.url for one in self.requests if urlsplit(one.url).netloc != own and not one.url.startswith("data:")
        ]
        return total, len(self.requests), strangers
