"""A small stand-in for the session, with the eight published rows typed from the printed table."""

from __future__ import annotations

from dataclasses import dataclass, field

from workbench.domain.errors import UsageError
from workbench.domain.figure import DefinitionVersion, Indicator, Observation, Provenance, Target, Unit
from workbench.domain.pack import Pack
from workbench.domain.period import Period
from workbench.domain.scenario import Scenario
from workbench.domain.strategy import Body, Node, Source
from workbench.domain.text import LocalText

PERCENT = Unit("PCT", "percent", LocalText("%", "%"))
HKD = Unit("HKD", "money", LocalText("HK$", "港元"))
PAIR = Unit("PAIR", "pair", LocalText("public:private", "公營:私營"))
STARTUPS = Unit("STARTUPS", "count", LocalText("start-ups", "間"))
UNICORNS = Unit("UNICORNS", "count", LocalText("unicorns", "間"))
PERSONS = Unit("PERSONS", "count", LocalText("persons", "人"))
PER_1000 = Unit("PER_1000", "rate", LocalText("persons per 1 000", "人"))

# id, English, Chinese, unit, direction, actuals (year, value, text), targets (column, data year, value, text, qualifier)
ROWS = (
    ("K1.1", "GERD as a ratio to GDP", "本地研發總開支相對本地生產總值的比率", PERCENT, 1,
     ((2014, 0.74, "0.74%"), (2020, 0.99, "0.99%")), ((2027, 2025, 1.3, "1.3%", ""), (2032, 2030, 2.0, "2%", ""))),
    ("K1.2", "GERD per capita", "人均本地研發總開支", HKD, 1,
     ((2014, 2306.0, "2,306港元"), (2020, 3575.0, "3,575港元")),
     ((2027, 2025, 5000.0, "5,000港元", ""), (2032, 2030, 9000.0, "9,000港元", ""))),
    ("K1.3", "Public to private sector R&D expenditure", "公營機構與私營機構的研發開支比例", PAIR, -1,
     ((2014, 56.0, "56:44"), (2020, 58.0, "58:42")), ((2027, 2025, 50.0, "50:50", ""), (2032, 2030, 40.0, "40:60", ""))),
    ("K2.1", "Start-ups", "初創企業數目", STARTUPS, 1,
     ((2014, 1065.0, "1 065間"), (2021, 3755.0, "3 755間")),
     ((2027, 2025, 5000.0, "約5 000間", "about"), (2032, 2030, 7000.0, "約7 000間", "about"))),
    ("K2.2", "Unicorns (cumulative)", "獨角獸企業數目（累計數字）", UNICORNS, 1,
     ((2014, 0.0, "0間"), (2020, 12.0, "12間")), ((2027, 2025, 18.0, "18間", ""), (2032, 2030, 30.0, "30間", ""))),
    ("K3.1", "I&T practitioners", "創新及科技產業從業人員", PERSONS, 1,
     ((2014, 35450.0, "35 450人"), (2020, 45310.0, "45 310人")),
     ((2027, 2025, 60000.0, "60 000人", ""), (2032, 2030, 100000.0, "不少於100 000人", "at_least"))),
    ("K3.2", "I&T practitioners per 1 000 labour force", "每千名勞動人口中創科從業人員", PER_1000, 1,
     ((2014, 9.15, "9.15"), (2020, 11.56, "11.56")), ((2027, 2025, 16.54, "16.54", ""), (2032, 2030, 28.05, "28.05", ""))),
    ("K4.1", "Manufacturing as a percentage of GDP", "製造業佔本地生產總值百分比", PERCENT, 1,
     ((2014, 1.2, "1.2%"), (2020, 1.0, "1.0%")), ((2027, 2025, 1.5, "1.5%", ""), (2032, 2030, 5.0, "5%", ""))),
)  # fmt: skip

_DECIMALS = {"K1.1": (2, 1, 0), "K3.2": (2, 2, 2), "K4.1": (1, 1, 0)}


def observation(series: str, period: str, value: float | None, text: str, **more: object) -> Observation:
    place = Provenance("001", "chapter 5")
    return Observation(
        series, Period.parse(period), str(more.pop("vintage", "2022-12-22")), value, text, place, **more
    )  # type: ignore[arg-type]


@dataclass
class FakeSession:
    """Answers what charts and packs ask a session."""

    extra: tuple[Observation, ...] = ()
    versions: tuple[DefinitionVersion, ...] = ()
    kept: tuple[Pack, ...] = ()
    settings: dict[str, object] = field(default_factory=dict)
    tree: tuple[Node, ...] = ()
    offices: tuple[Body, ...] = (
        Body("ITIB", LocalText("Innovation, Technology and Industry Bureau", "創新科技及工業局")),
    )
    at: dict[str, dict[str, tuple[Observation, ...]]] = field(default_factory=dict)

    def moment(self) -> str:
        return "2026-11-20T09:30:00+00:00"

    def identity(self) -> dict[str, str]:
        return {"id": "ws_fake", "created": self.moment()}

    def framework_id(self) -> str:
        return "blueprint-2022"

    def nodes(self) -> tuple[Node, ...]:
        return self.tree

    def bodies(self) -> dict[str, Body]:
        return {body.code: body for body in self.offices}

    def scenarios(self) -> tuple[Scenario, ...]:
        return ()

    def observations_at(self, series_id: str, snapshot_id: str) -> tuple[Observation, ...]:
        return self.at.get(snapshot_id, {}).get(series_id, ())

    def indicators(self) -> tuple[Indicator, ...]:
        return tuple(
            Indicator(i, LocalText(en, zh), unit, "reference", direction=direction, color=n, order=n)
            for n, (i, en, zh, unit, direction, _, _) in enumerate(ROWS)
        )

    def indicator(self, indicator_id: str) -> Indicator:
        for one in self.indicators():
            if one.id == indicator_id:
                return one
        raise UsageError("session.unknown-id", kind="indicator", id=indicator_id)

    def vintages(self, series_id: str) -> tuple[Observation, ...]:
        found: list[Observation] = []
        for i, _, _, _, _, actuals, _ in ROWS:
            if i == series_id:
                decimals = _DECIMALS.get(i, (0, 0, 0))[0]
                found += [observation(i, str(y), v, t, decimals=decimals) for y, v, t in actuals]
        return tuple(
            sorted(
                [*found, *(o for o in self.extra if o.series_id == series_id)],
                key=lambda o: (o.period, o.vintage),
            )
        )

    def observations(self, series_id: str, *, as_of: str | None = None) -> tuple[Observation, ...]:
        newest: dict[str, Observation] = {}
        for one in self.vintages(series_id):
            if as_of is None or one.vintage <= as_of:
                newest[one.period.code] = one
        return tuple(sorted(newest.values(), key=lambda o: o.period))

    def definitions(self, series_id: str) -> tuple[DefinitionVersion, ...]:
        return tuple(v for v in self.versions if v.series_id == series_id)

    def targets(self, indicator_id: str | None = None) -> tuple[Target, ...]:
        return tuple(
            Target(f"{i}.{column}", i, column, year, value, text, Provenance("001", "chapter 5"), qualifier,
                   decimals=_DECIMALS.get(i, (0, 0, 0))[place + 1])  # type: ignore[arg-type]
            for i, _, _, _, _, _, aims in ROWS
            if indicator_id in (None, i)
            for place, (column, year, value, text, qualifier) in enumerate(aims)
        )  # fmt: skip

    def sources(self) -> dict[str, Source]:
        return {
            "001": Source(
                "001",
                LocalText("Innovation and Technology Development Blueprint", "創新科技發展藍圖"),
                "ITIB",
                "2022-12-22",
            ),
            "CS": Source("CS", LocalText("R&D statistics, C&SD", "政府統計處研發統計"), "C&SD", "2025-12-23"),
            "PRESS": Source(
                "PRESS", LocalText("Press report", "報章報道"), "press", "2026-02", official=False
            ),
        }

    def packs(self) -> tuple[Pack, ...]:
        return self.kept

    def pack(self, pack_id: str) -> Pack:
        for one in self.kept:
            if one.id == pack_id:
                return one
        raise UsageError("session.unknown-id", kind="pack", id=pack_id)

    def setting(self, key: str, default: object = None) -> object:
        return self.settings.get(key, default)
