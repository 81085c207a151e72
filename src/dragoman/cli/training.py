"""`dragoman train` and `dragoman evaluate`: the model's heads, fitted to and held against coded examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.cli.printing import clean, console
from dragoman.errors import UsageError
from dragoman.model import Model
from dragoman.model.coded import read_coded

if TYPE_CHECKING:
    from pathlib import Path

    from dragoman.model.fitting import Evaluation


def _model(name: str) -> Model:
    model = Model.named(name)
    if model is None:
        raise UsageError("--model none: there is no model to fit or to measure.")
    return model


def train_heads(data: Path, out: Path, name: str) -> None:
    """Fit the heads of a model to the examples of `data` and write the model into `out`.

    Raises `InputError` for data that cannot be read, `UsageError` for a folder that cannot be written.
    """
    from dragoman.model.fitting import evaluate, fit_heads, write_model

    model = _model(name)
    examples = read_coded(data)
    heads = fit_heads(model, examples)
    try:
        write_model(model, heads, out)
    except OSError as error:
        problem = f"{out}: it cannot be written to ({error.strerror}). Name another folder with --out."
        raise UsageError(problem) from error
    before, after = evaluate(model, examples), evaluate(Model(out), examples)
    print(
        f"{len(examples):,} examples. Right before fitting: {before.accuracy:.2f}, after: {after.accuracy:.2f}, of the "
        f"same examples; measure on others with `dragoman evaluate`.\nUse it with: dragoman read --model {out} …"
    )


def evaluate_model(data: Path, name: str, *, as_json: bool) -> None:
    """Print what a model is worth on the examples of `data`.

    Raises `InputError` for data that cannot be read.
    """
    import msgspec

    from dragoman.model.fitting import evaluate

    found = evaluate(_model(name), read_coded(data))
    if as_json:
        print(msgspec.json.encode(found).decode())
        return
    _print(found)


def _print(found: Evaluation) -> None:
    from rich.table import Table

    screen = console()
    screen.print(f"{found.examples:,} examples: {found.accuracy:.3f} right, macro F1 {found.macro_f1:.3f}")
    types = Table("type", "precision", "recall", "F1", "coded", "told", box=None)
    for t in found.types:
        types.add_row(clean(t.type), f"{t.precision:.2f}", f"{t.recall:.2f}", f"{t.f1:.2f}", str(t.coded), str(t.told))
    screen.print(types)
    screen.print(f"\nHow far the confidence can be believed (expected calibration error {found.calibration_error:.3f})")
    bins = Table("given", "answers", "mean", "right", box=None)
    for b in found.reliability:
        bins.add_row(f"{b.low:.1f} – {b.high:.1f}", str(b.answers), f"{b.mean:.2f}", f"{b.right:.2f}")
    screen.print(bins)
