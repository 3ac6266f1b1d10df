"""A second implementation of the event study's statistics, in the standard library of Python 3 alone.

It makes the price fixtures of invented tickers (deterministic) and the numbers that the test expects:
    python3 test/study/events/oracle.py
"""
import csv, datetime, json, math, os, statistics

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, '..', '..', 'fixtures', 'prices')


def noise(seed):
    """Sum of twelve uniforms of a linear congruential generator, less six: near enough to a normal."""
    state = seed
    while True:
        total = 0.0
        for _ in range(12):
            state = (state * 1103515245 + 12345) % 2147483648
            total += state / 2147483648
        yield total - 6


def weekdays(start, count):
    day, days = datetime.date.fromisoformat(start), []
    while len(days) < count:
        if day.weekday() < 5:
            days.append(day.isoformat())
        day += datetime.timedelta(days=1)
    return days


DAYS = weekdays('2020-01-01', 700)
MARKET = [0.011 * z for z, _ in zip(noise(1), DAYS)]
TICKERS = ['BELL', 'GONG', 'HORN', 'DRUM', 'REED', 'LUTE']
BETA = [0.8, 1.1, 1.4, 0.9, 1.2, 1.0]
SHARED = [0.012 * z for z, _ in zip(noise(99), DAYS)]
EVENTS = [  # ticker, index of day 0, effect on day 0
    ('BELL', 300, -0.06), ('GONG', 300, -0.03), ('HORN', 340, -0.04),
    ('DRUM', 400, -0.01), ('REED', 470, -0.05), ('LUTE', 530, 0.02), ('BELL', 600, -0.03),
]


def returns_of(number):
    own = [0.015 * z for z, _ in zip(noise(7 + number), DAYS)]
    rets = [0.0003 + BETA[number] * m + s + e for m, s, e in zip(MARKET, SHARED, own)]
    for ticker, zero, effect in EVENTS:
        if ticker == TICKERS[number]:
            rets[zero] += effect
    return rets


def closes(rets):
    level, out = 50.0, []
    for r in rets:
        level *= 1 + r
        out.append(round(level, 6))
    return out


def write(path, column, values):
    with open(os.path.join(OUT, path), 'w', newline='') as file:
        rows = csv.writer(file, lineterminator='\n')
        rows.writerow(['Date', column])
        rows.writerows(zip(DAYS, values))


def simple(values):
    return [None] + [b / a - 1 for a, b in zip(values, values[1:])]


market_closes = closes(MARKET)
stock_closes = {t: closes(returns_of(i)) for i, t in enumerate(TICKERS)}
Rm = simple(market_closes)
R = {t: simple(v) for t, v in stock_closes.items()}

WINDOWS = [(-1, 1), (0, 5)]


def one(ticker, zero):
    est = list(range(zero - 250, zero - 29))
    x, y = [Rm[i] for i in est], [R[ticker][i] for i in est]
    slope, intercept = statistics.linear_regression(x, y)
    res = {i - zero: R[ticker][i] - intercept - slope * Rm[i] for i in range(zero - 250, zero + 11)}
    s = math.sqrt(sum(res[i - zero] ** 2 for i in est) / (len(est) - 2))
    mx = statistics.fmean(x)
    sxx = sum((v - mx) ** 2 for v in x)
    out = dict(alpha=intercept, beta=slope, sigma=s, m=len(est), res=res, zero=zero, car={}, var={})
    for a, b in WINDOWS:
        n = b - a + 1
        out['car'][a, b] = sum(res[d] for d in range(a, b + 1))
        out['var'][a, b] = n + n * n / len(est) + sum(Rm[zero + d] - mx for d in range(a, b + 1)) ** 2 / sxx
    return out


def corr(u, v):
    mu, mv = statistics.fmean(u), statistics.fmean(v)
    num = sum((a - mu) * (b - mv) for a, b in zip(u, v))
    return num / math.sqrt(sum((a - mu) ** 2 for a in u) * sum((b - mv) ** 2 for b in v))


M = [one(t, z) for t, z, _ in EVENTS]
clusters = {}
for event, model in zip(EVENTS, M):
    clusters.setdefault(event[1], []).append(model)
EST, EVT = list(range(-250, -29)), list(range(-10, 11))
ports = []
for members in clusters.values():
    ar = {d: statistics.fmean(m['res'][d] for m in members) for d in EST + list(range(-29, -10)) + EVT}
    s = math.sqrt(sum(ar[d] ** 2 for d in EST) / (len(EST) - 2))
    ports.append(dict(ar=ar, s=s, members=members))

n = len(M)
pair = [corr([M[0]['res'][d] for d in EST], [M[1]['res'][d] for d in EST])]
rbar = sum(pair) / (n * (n - 1) / 2)
expected = {'models': [{k: m[k] for k in ('alpha', 'beta', 'sigma', 'm')} for m in M], 'meanCorrelation': rbar, 'windows': []}
for a, b in WINDOWS:
    scar = [m['car'][a, b] / (m['sigma'] * math.sqrt(m['var'][a, b])) for m in M]
    patell = sum(scar) / math.sqrt(sum((m['m'] - 2) / (m['m'] - 4) for m in M))
    cars = [sum(p['ar'][d] for d in range(a, b + 1)) for p in ports]
    cscar = [c / (p['s'] * math.sqrt(statistics.fmean(m['var'][a, b] for m in p['members']))) for c, p in zip(cars, ports)]
    t = lambda v: statistics.fmean(v) * math.sqrt(len(v)) / statistics.stdev(v)
    kp = t(scar) * math.sqrt((1 - rbar) / (1 + (n - 1) * rbar))
    days = EST + EVT
    ranks = []
    for p in ports:
        order = sorted(days, key=lambda d: p['ar'][d])
        ranks.append({d: (i + 1) / (len(days) + 1) - 0.5 for i, d in enumerate(order)})
    z = {d: sum(r[d] for r in ranks) / math.sqrt(len(ranks)) for d in days}
    sd = math.sqrt(statistics.fmean(v * v for v in z.values()))
    length = b - a + 1
    corrado = sum(z[d] for d in range(a, b + 1)) / (math.sqrt(length) * sd)
    expected['windows'].append(dict(meanCar=statistics.fmean(cars), patell=patell, bmp=t(cscar), kp=kp, corrado=corrado))

if __name__ == '__main__':
    write('index/KWEB.csv', 'AdjClose', market_closes)
    for t in TICKERS:
        write(f'us/{t}.csv', 'Close', stock_closes[t])
    with open(os.path.join(OUT, 'expected.json'), 'w') as file:
        json.dump(dict(days={t + str(z): DAYS[z] for t, z, _ in EVENTS}, **expected), file, indent=1)
        file.write('\n')
