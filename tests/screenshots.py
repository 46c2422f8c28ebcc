"""`make screenshots`: pictures of the facilitators' page for the docs, of simulated people."""

import asyncio
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.async_api import Browser, async_playwright

from bot.config import ROOT
from tests.browser.conftest import NO_BROWSER, chromium_path
from tests.browser.site import LAPTOP, PHONE, Site, made_demo, opened

FOLDER: Final = ROOT / "docs" / "screenshots"
COLOURS: Final = 64
TRAINEES: Final = 40
DRILLS_EACH: Final = 8

SHOWN: Final = {
    "phone": ("cohort", "drill", "inbox"),
    "laptop": ("cohort", "trainee", "drill", "scenario"),
}
WINDOWS: Final = {"phone": PHONE, "laptop": LAPTOP}


async def shoot(site: Site, device: str, language: str) -> None:
    """Write the pictures of one device in one language."""
    paths = await site.paths()
    async with site.logged_in(language, WINDOWS[device], device_scale_factor=1.5) as page:
        for name in SHOWN[device]:
            await page.goto(paths[name])
            small(await page.screenshot(), FOLDER / f"{name}-{device}-{language}.png")


def small(picture: bytes, path: Path) -> None:
    """Write the picture with few colours."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


async def shoot_all(folder: Path, browser: Browser) -> None:
    demo = await asyncio.to_thread(made_demo, folder, TRAINEES, DRILLS_EACH)
    async with opened(demo, demo.path, browser) as site:
        for device in SHOWN:
            for language in ("ko", "en"):
                await shoot(site, device, language)


async def main() -> None:
    path = chromium_path()
    if path is None:
        raise SystemExit(NO_BROWSER)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
            await shoot_all(Path(folder), browser)
            await browser.close()
    size = sum(one.stat().st_size for one in FOLDER.glob("*.png"))
    print(f"{len(list(FOLDER.glob('*.png')))} pictures, {size / 1000:.0f} kB: {FOLDER}")


if __name__ == "__main__":
    asyncio.run(main())
