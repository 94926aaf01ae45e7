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
    driver.set_script_timeout(60)
    try:
        yield driver
    finally:
        driver.quit()


class Page:
    """What the test does on the page, each step waiting for what it needs."""

    def __init__(self, driver):
        self.driver = driver
        self.wait = WebDriverWait(driver, 40, poll_frequency=0.1)

    def run_notebook(self, address):
        """Open the notebook and run all its cells."""
        self.driver.get(address)
        self.until("return !!window.jupyterapp && !!document.querySelector('.jp-NotebookPanel .jp-Cell')")
        self.driver.execute_async_script(
            "const done = arguments[0], app = window.jupyterapp;"
            "const panel = app.shell.currentWidget;"
            "panel.sessionContext.ready.then(() => app.commands.execute('notebook:run-all-cells')).then(() => done())"
        )
        self.until("return !!document.querySelector('.eventcode-workbench .eventcode-card')")
        self.driver.execute_script("document.querySelector('.eventcode-workbench').scrollIntoView()")

    def until(self, script):
        return self.wait.until(lambda driver: driver.execute_script(script))

    def field(self, placeholder):
        return self.find(f'.eventcode-workbench input[placeholder^="{placeholder}"]')

    def find(self, selector):
        return self.wait.until(lambda driver: driver.find_element(By.CSS_SELECTOR, selector))

    def text(self):
        return self.find(".eventcode-workbench").text

    def until_shows(self, words):
        self.wait.until(lambda driver: words in self.text(), f"the workbench never showed {words!r}")

    def click(self, label):
        button = f"//*[contains(@class, 'eventcode-workbench')]//button[normalize-space()='{label}']"
        self.wait.until(lambda driver: driver.find_element(By.XPATH, button)).click()


def saved(folder):
    """The lines of the file of corrections, the last of each sentence."""
    (path,) = folder.rglob("corrections.jsonl")
    return {line["text"]: line for line in map(json.loads, path.read_text(encoding="utf-8").splitlines())}


def test_code_a_sentence_correct_an_event_and_find_it_in_the_file(lab, browser, tmp_path):
    page = Page(browser)
    page.run_notebook(lab)

    page.field("Type or paste").send_keys(SENTENCE, Keys.ENTER)
    page.until_shows("typed-")
    page.until_shows("Criticize or denounce")
    marked = page.find(".eventcode-card [title^='actor: RUS']")
    assert marked.text.startswith("Russia") and "countries.csv" in marked.get_attribute("title")

    # A wrong code is refused in words, and nothing is saved.
    page.field("press keys").send_keys("c")
    code = page.find(".eventcode-form input[list]:focus")
    code.send_keys(Keys.CONTROL, "a")
    code.send_keys("1199", Keys.ENTER)
    page.until_shows("unknown CAMEO code")
    assert not list(tmp_path.rglob("corrections.jsonl"))

    code.send_keys(Keys.CONTROL, "a")
    code.send_keys("112", Keys.ENTER)
    page.until_shows("saved: 2019-05-10 RUS 112 TUR")
    page.until_shows("1 corrected (code 1)")
    line = saved(tmp_path)[SENTENCE]
    assert line["events"] == [["2019-05-10", "RUS", "112", "TUR"]]
    assert line["open"] == 0

    # The focus is back on the keys: undo, then accept.
    browser.switch_to.active_element.send_keys("u")
    page.until_shows("nothing judged yet")
    browser.switch_to.active_element.send_keys("a")
    page.until_shows("100% agreement")
    assert saved(tmp_path)[SENTENCE]["events"] == [["2019-05-10", "RUS", "111", "TUR"]]
