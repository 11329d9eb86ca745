"""The shell of the app: pages that are not there, and files that may be kept."""


def test_no_verdict_today_leads_to_the_check_in(client):
    """There is nothing to show before the first check-in of the day."""
    response = client.get("/today", follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (303, "/")


def test_an_address_that_leads_nowhere_says_so(client):
    """404 is a page with a way back."""
    response = client.get("/nowhere")
    assert response.status_code == 404
    assert "no such page" in response.text
