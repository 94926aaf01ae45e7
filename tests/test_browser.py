"""The workbench in a real browser: JupyterLab on the loopback, Debian's Chromium without a window.

It needs more than ten seconds, and runs with `make test` all the same: nothing else shows that the keys and buttons
reach the file. Where there is no Chromium or no Selenium it is skipped and says so.
"""

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed: pip install '.[dev]'")
pytest.importorskip("jupyterlab", reason="jupyterlab is not installed: pip install '.[notebooks]'")

from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402
from selenium.webdriver.support.ui import WebDriverWait  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOK = "09_workbench.ipynb"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")

pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="no Chromium with its driver here: apt-get install chromium chromium-driver"
)

SENTENCE = "Russia condemned Turkey on Friday."
UNKNOWN = "The Freedonian Front attacked Turkey."
BLIND = "France criticized Germany."


@pytest.fixture
def lab(tmp_path):
    """A JupyterLab that serves a copy of the notebook: its address. It is ended after the test."""
    (tmp_path / "notebooks").mkdir()
    shutil.copy(ROOT / "notebooks" / NOTEBOOK, tmp_path / "notebooks")
    shutil.copytree(ROOT / "data", tmp_path / "data")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    token = secrets.token_hex(16)
    quiet = tmp_path / "jupyter_config_dir/lab/user-settings/@jupyterlab/apputils-extension"
    quiet.mkdir(parents=True)  # else Lab asks whether to fetch news
    (quiet / "notification.jupyterlab-settings").write_text('{"fetchNews": "false"}')
    homes = {name: str(tmp_path / name.lower()) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")}
    paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}", "--ServerApp.port_retries=0", f"--IdentityProvider.token={token}",
        f"--ServerApp.root_dir={tmp_path}", "--LabApp.expose_app_in_browser=True",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate", "--LabApp.extension_manager=readonly",
    ]  # fmt: skip
    with open(tmp_path / "lab.log", "wb") as log:
        environment = {**os.environ, **homes, "PYTHONPATH": paths, "TMPDIR": str(tmp_path)}
        server = subprocess.Popen(command, cwd=tmp_path, stdout=log, stderr=log, env=environment)
        try:
            wait_for_server(f"http://127.0.0.1:{port}/api?token={token}", server, tmp_path / "lab.log")
            yield f"http://127.0.0.1:{port}/lab/tree/notebooks/{NOTEBOOK}?token={token}"
        finally:
            server.terminate()
            try:
                server.wait(15)
            except subprocess.TimeoutExpired:
                server.kill()


def wait_for_server(address, server, log):
    """Until it answers; an error with the end of its log where it does not."""
    for _ in range(120):
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            if server.poll() is not None:
                break
            time.sleep(0.25)
    pytest.fail(f"JupyterLab did not start: {log.read_text()[-2000:]}")


@pytest.fixture
def browser(tmp_path):
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
        "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
        "--window-size=1440,1100", f"--user-data-dir={tmp_path / 'chromium'}",
    ):  # fmt: skip
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    try:
        yield driver
    finally:
        driver.quit()


class Page:
    """What the test does on the page, each step waiting for what it needs."""

    def __init__(self, driver):
        self.driver = driver
        self.wait = WebDriverWait(driver, 120, poll_frequency=0.1)

    def run_notebook(self, address):
        """Open the notebook and run all its cells."""
        self.driver.get(address)
        self.until("return !!window.jupyterapp && !!document.querySelector('.jp-NotebookPanel .jp-Cell')")
        self.driver.execute_script(
            "const app = window.jupyterapp, panel = app.shell.currentWidget;"
            "panel.sessionContext.ready.then(() => app.commands.execute('notebook:run-all-cells'))"
        )
        self.until("return !!document.querySelector('.eventcode-workbench .eventcode-card')")
        self.driver.execute_script("document.querySelector('.eventcode-workbench').scrollIntoView()")

    def until(self, script):
        return self.wait.until(lambda driver: driver.execute_script(script))

    def field(self, placeholder):
        field = self.find(f'.eventcode-workbench input[placeholder^="{placeholder}"]')
        self.wait.until(lambda driver: field.is_displayed())
        return field

    def find(self, selector):
        return self.wait.until(lambda driver: driver.find_element(By.CSS_SELECTOR, selector))

    def text(self):
        return self.find(".eventcode-workbench").text

    def until_shows(self, words):
        self.wait.until(lambda driver: words in self.text(), f"the workbench never showed {words!r}")

    def click(self, label):
        button = f"//*[contains(@class, 'eventcode-workbench')]//button[normalize-space()='{label}']"
        self.wait.until(lambda driver: driver.find_element(By.XPATH, button)).click()

    def press(self, key):
        """A key, to whatever has the focus."""
        self.driver.switch_to.active_element.send_keys(key)

    def lookup(self, label):
        """The field of the open form that is called so."""
        found = f"//*[contains(@class, 'eventcode-lookup')][label[text()='{label}']]/input"
        field = self.wait.until(lambda driver: driver.find_element(By.XPATH, found))
        self.wait.until(lambda driver: field.is_displayed())
        return field

    def write(self, field, text, *keys):
        """A text in place of the field's."""
        field.send_keys(Keys.CONTROL, "a")
        field.send_keys(text, *keys)


def saved(folder):
    """The lines of the file of corrections, the last of each sentence."""
    (path,) = folder.rglob("corrections.jsonl")
    return {line["text"]: line for line in map(json.loads, path.read_text(encoding="utf-8").splitlines())}


def test_a_coders_hour(lab, browser, tmp_path):
    """One notebook, started once: each step below is a test of its own, told apart by its function."""
    page = Page(browser)
    page.run_notebook(lab)
    every_field_has_a_name(page)
    a_sentence_is_corrected_by_words(page, tmp_path)
    an_actor_is_added(page, tmp_path)
    one_judges_before_seeing(page, tmp_path)
    it_fits_a_narrow_page(page)


def every_field_has_a_name(page):
    nameless = """return [...document.querySelectorAll(
        '.eventcode-workbench input, .eventcode-workbench select, .eventcode-workbench textarea')]
        .filter(field => !(field.title || field.getAttribute('aria-label') || (field.labels || []).length))
        .map(field => field.outerHTML)"""
    assert page.driver.execute_script(nameless) == []


def a_sentence_is_corrected_by_words(page, folder):
    page.field("Type or paste").send_keys(SENTENCE, Keys.ENTER)
    page.until_shows("typed-")
    page.until_shows("Criticize or denounce")
    marked = page.find(".eventcode-card [title^='actor: RUS']")
    assert marked.text.startswith("Russia") and "countries.csv" in marked.get_attribute("title")

    # The focus is on the workbench, not on a field. A wrong code is refused in words, and nothing is saved.
    page.press("c")
    code = page.lookup("act")
    page.wait.until(lambda driver: driver.switch_to.active_element == code)
    page.write(code, "1199", Keys.ENTER)
    page.until_shows("unknown CAMEO code")
    assert not list(folder.rglob("corrections.jsonl"))

    # Words find codes; an arrow and Enter choose, Enter saves.
    page.write(code, "accuse")
    page.until_shows("1122 Accuse of human rights abuses")
    code.send_keys(Keys.ARROW_DOWN, Keys.ENTER)
    page.until_shows("112 Accuse:")
    code.send_keys(Keys.ENTER)
    page.until_shows("saved: 2019-05-10 RUS 112 TUR")
    page.until_shows("1 corrected (code 1)")
    line = saved(folder)[SENTENCE]
    assert line["events"] == [["2019-05-10", "RUS", "112", "TUR"]]
    assert (line["open"], line["scratch"]) == (0, True)

    # The focus is back on the keys: undo, then unsure, then accept. Escape leaves a field.
    page.press("u")
    page.until_shows("nothing judged yet")
    page.press("s")
    page.until_shows("1 unsure")
    page.press("w")
    page.wait.until(lambda driver: driver.switch_to.active_element.get_attribute("title") == "note")
    page.press(Keys.ESCAPE)
    page.press("1")
    page.press("a")
    page.until_shows("100% agreement")
    assert saved(folder)[SENTENCE]["events"] == [["2019-05-10", "RUS", "111", "TUR"]]


def an_actor_is_added(page, folder):
    page.write(page.field("Type or paste"), UNKNOWN, Keys.ENTER)
    page.until_shows("read, but no event")
    page.click("Add actor Freedonian Front…")
    page.write(page.field("code: "), "FREREB", Keys.ENTER)
    page.until_shows("1 sentences coded anew")
    page.until_shows("FREREB 190 TUR")
    (path,) = folder.rglob("my_actors.csv")
    assert "Freedonian Front,FREREB" in path.read_text(encoding="utf-8")


def one_judges_before_seeing(page, folder):
    page.find(".eventcode-workbench input[type=checkbox]").click()
    page.write(page.field("Type or paste"), BLIND, Keys.ENTER)
    page.until_shows("What happens here?")
    assert "FRA" not in page.text() and "(judge it first)" in page.find(".eventcode-list select").text
    page.press("m")
    for label, text in (("actor", "FRA"), ("act", "112"), ("target", "DEU")):
        page.write(page.lookup(label), text)
    page.lookup("target").send_keys(Keys.ENTER)
    page.until_shows("saved: 2019-05-13 FRA 112 DEU")
    page.press("a")
    page.until_shows("the coder's events are shown: corrected")
    line = saved(folder)[BLIND]
    assert line["blind"] == line["events"] == [["2019-05-13", "FRA", "112", "DEU"]]
    assert line["review"][0][1] == ["2019-05-13", "FRA", "111", "DEU"]


def it_fits_a_narrow_page(page):
    """In a panel of 700 pixels nothing sticks out, and no button loses its words."""
    page.find(".eventcode-workbench")
    narrow = """const bench = document.querySelector('.eventcode-workbench');
        bench.style.width = bench.style.maxWidth = '700px';"""
    page.driver.execute_script(narrow)
    out = """const bench = document.querySelector('.eventcode-workbench'), edge = bench.getBoundingClientRect().right;
        return [...bench.querySelectorAll('*')].filter(part => part.getBoundingClientRect().right > edge + 1)
            .concat([...bench.querySelectorAll('button')].filter(part => part.scrollWidth > part.clientWidth + 1))
            .map(part => part.outerHTML.slice(0, 200))"""
    page.wait.until(lambda driver: not driver.execute_script(out), "something sticks out at 700 pixels")
