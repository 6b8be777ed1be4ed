"""What the server's words and the browser's must agree on."""

CLOCK_TIMES = [
    (0, "0:00"),
    (999, "0:00"),
    (65_000, "1:05"),
    (185_400, "3:05"),
    (3_600_000, "1:00:00"),
    (3_723_000, "1:02:03"),
    (360_000_000, "100:00:00"),
    (-5_000, "0:00"),
]

SPOKEN_TIMES = [
    (0, "0 seconds"),
    (1_000, "1 second"),
    (60_000, "1 minute"),
    (185_000, "3 minutes 5 seconds"),
    (3_601_000, "1 hour 1 second"),
    (7_380_000, "2 hours 3 minutes"),
]

ROUGH_TIMES = [
    (0, "under a minute"),
    (59_999, "under a minute"),
    (60_000, "1 min"),
    (90_000, "2 min"),
    (2_880_000, "48 min"),
    (3_570_000, "1 h"),
    (3_600_000, "1 h"),
    (7_500_000, "2 h 5 min"),
]

SPOKEN_TIMES_IN_GERMAN = [
    (0, "0 Sekunden"),
    (61_000, "1 Minute 1 Sekunde"),
    (7_380_000, "2 Stunden 3 Minuten"),
]

ROUGH_TIMES_IN_GERMAN = [
    (0, "unter einer Minute"),
    (2_880_000, "48 Min."),
    (7_500_000, "2 Std. 5 Min."),
    (3_601_000_000, "1.000 Std. 17 Min."),
]

INITIALS = [
    ("", ""),
    ("otto", "O"),
    ("Ada Lindqvist", "AL"),
    ("Wolfe Schlegel Stein", "WS"),
    ("  spaced   out ", "SO"),
    ("小林 はるか", "小は"),
    ("🦊✨ kitsune", "🦊K"),
    ("ليلى حداد", "لح"),
]

HUES = ["", "auxcord", "Every Lantern in Low Hallam", "小林", "🦊✨", "a" * 300]

VOLUME_PLACES = [
    (0, 1000),
    (50, 1000),
    (100, 1000),
    (550, 1000),
    (1000, 1000),
    (1200, 1000),
    (50, 100),
    (100, 100),
    (75, 150),
    (100, 200),
    (0, 0),
]

GAINS = [0.0, 0.01, 0.1, 0.25, 0.3, 1.0, 2.0, -0.05, -0.1, -0.25, -1.0]
