#!/usr/bin/env python3
"""Writes the corpus of messy files and, from the same tables, what is right for each.

Knows nothing of datajam: the tables are made up here, the faults are put in here, and the right
answer is the table as it was before. Run from this folder; it writes FAULT/NAME.csv and
FAULT/NAME.expected.csv. Files that were written by hand (hand-*) are left alone.
"""
import os
import random

FIRST = "Anna Bertil Cora Dilip Elin Farah Gwen Henk Iris Jomo Kofi Lena Mads Noor Otto Pia".split()
LAST = "Adams Berg Chandra Duarte Ekberg Fofana Grant Huang Iqbal Jansen Kaur Lopez Mbeki Novak".split()
TOWN = "Leeds Hull York Bradford Wakefield Selby Ripon Goole".split()
NOTE = ["moved house in spring, waiting for papers", "lives with two children; works part time",
        "no contact since winter", "asked for help with rent, twice", "shelter until June",
        "needs a ramp and wider doors, see plan", "", "letter sent, no answer"]


def name(r):
    return r.choice(FIRST) + " " + r.choice(LAST)


def date(r):
    return "20%02d-%02d-%02d" % (r.randint(15, 23), r.randint(1, 12), r.randint(1, 28))


def cases(r, n):
    return [["case", "opened", "office", "amount", "note"]] + [
        ["C-%04d" % r.randint(1000, 9999), date(r), r.choice(TOWN), "%.2f" % (r.random() * 900 + 10),
         r.choice(NOTE)] for _ in range(n)]


def clients(r, n):
    return [["client id", "name", "born", "postcode", "children"]] + [
        [str(100231 + i), name(r), "%02d/%02d/19%02d" % (r.randint(13, 28), r.randint(1, 12), r.randint(40, 99)),
         "LS%d %dAB" % (r.randint(1, 9), r.randint(1, 9)), str(r.randint(0, 5))] for i in range(n)]


def visits(r, n):
    return [["day", "time", "where", "by", "minutes", "remark"]] + [
        [date(r), "%02d:%02d" % (r.randint(8, 17), r.randint(0, 59)), r.choice(TOWN), r.choice(FIRST),
         str(r.randint(5, 90)), r.choice(NOTE)] for _ in range(n)]


def money(r, n):
    return [["month", "spent", "planned", "people"]] + [
        ["20%02d-%02d" % (18 + i // 12, 1 + i % 12), str(r.randint(1000, 9999)),
         "%.1f" % (r.random() * 5000 + 1000), str(r.randint(1, 60))] for i in range(n)]


def wards(r, n):
    return [["ward", "code", "homes", "share"]] + [
        [r.choice(TOWN) + " " + r.choice(["north", "south", "east", "west"]), "E%08d" % r.randint(5000000, 5999999),
         str(r.randint(900, 9000)), "%.1f%%" % (r.random() * 40)] for _ in range(n)]


def links(r, n):
    return [["id", "title", "seen", "link"]] + [
        [str(i + 1), r.choice(["Housing", "Benefits", "Care", "Roads"]) + " report " + str(r.randint(1, 30)), date(r),
         "https://jam.example.org/r/%d" % r.randint(100, 999)] for i in range(n)]


TABLES = [cases, clients, visits, money, wards, links]


def table(r, i, n=None):
    return TABLES[i % len(TABLES)](r, n or r.randint(9, 14))


def quoted(cell, quote, escape):
    return quote + cell.replace(quote, escape) + quote


class Way:
    """How a table is written down."""

    def __init__(self, **how):
        self.delimiter, self.quote, self.escape, self.end = ",", '"', '""', "\n"
        self.every, self.last, self.encoding = False, True, "utf-8"
        self.__dict__.update(how)

    def cell(self, cell):
        need = self.delimiter in cell or self.quote in cell or "\n" in cell or "\r" in cell
        if len(self.delimiter) > 1:
            need = need or self.delimiter[0] in cell
        return quoted(cell, self.quote, self.escape) if need or self.every else cell

    def line(self, row):
        return self.delimiter.join(self.cell(c) for c in row)

    def text(self, rows):
        lines = [r if isinstance(r, str) else self.line(r) for r in rows]
        return self.end.join(lines) + (self.end if self.last else "")

    def data(self, rows):
        return self.text(rows).encode(self.encoding)


def right(rows):
    out = []
    for row in rows:
        cells = ['"' + c.replace('"', '""') + '"' if any(s in c for s in ',"\n\r') else c for c in row]
        out.append(",".join(cells))
    return "".join(line + "\n" for line in out).encode()


written = {}


def put(fault, data, rows):
    os.makedirs(fault, exist_ok=True)
    n = written[fault] = written.get(fault, 0) + 1
    if isinstance(data, str):
        data = data.encode()
    for ending, content in ((".csv", data), (".expected.csv", right(rows))):
        with open("%s/%02d%s" % (fault, n, ending), "wb") as file:
            file.write(content)


def ways():
    r = random.Random(1)
    for i in range(6):
        t = table(r, i)
        for fault, how in (("semicolon", {"delimiter": ";"}), ("tab", {"delimiter": "\t"}),
                           ("pipe", {"delimiter": "|"}), ("colon", {"delimiter": ":"}),
                           ("caret", {"delimiter": "^"}), ("two-signs", {"delimiter": ["||", ", "][i % 2]}),
                           ("quote-single", {"quote": "'", "escape": "''", "every": i % 2 == 0}),
                           ("quote-all", {"every": True}),
                           ("ends-crlf", {"end": "\r\n"}), ("ends-cr", {"end": "\r"}),
                           ("ends-none-last", {"last": False, "end": ["\n", "\r\n"][i % 2]}),
                           ("bom", {"encoding": "utf-8-sig"}), ("utf-16-le", {"encoding": "utf-16-le"}),
                           ("utf-16-be", {"encoding": "utf-16-be"}), ("utf-16-mark", {"encoding": "utf-16"})):
            put(fault, Way(**how).data(t), t)
        # a blank parts the cells, so that those with blanks in them are in quotes
        put("space", Way(delimiter=" ").data(t), t)
        mixed = "".join(Way(last=False).line(row) + ["\n", "\r\n", "\r"][(k + i) % 3] for k, row in enumerate(t))
        put("ends-mixed", mixed, t)
        said = [row[:] for row in t]
        for k, row in enumerate(said[1:]):
            if k % 3 == 0:
                row[1 if TABLES[i] in (clients, links) else -1 if TABLES[i] in (cases, visits) else 0] = (
                    'the "%s" one, so called' % FIRST[k])
        put("doubling", Way().data(said), said)
        put("backslash", Way(escape='\\"').data(said), said)
        put("no-escape", Way(escape='"').data(said), said)
        lines = [row[:] for row in t]
        for k, row in enumerate(lines[1:]):
            if k % 4 == 1:
                row[1 if TABLES[i] in (clients, links) else -1 if TABLES[i] in (cases, visits) else 0] = "first line\nsecond, %d" % k
        put("lines-in-cells", Way().data(lines), lines)
        inches = [row[:] for row in t]
        for k, row in enumerate(inches[1:]):
            if k % 3 == 1:
                row[1 if TABLES[i] in (clients, links) else -1 if TABLES[i] in (cases, visits) else 0] = 'pipe of %d" width' % k
        put("quote-none", "\n".join("\t".join(row) for row in inches) + "\n", inches)


def bytes_():
    r = random.Random(2)
    words = {"latin-1": ["café", "Zoë", "½ dag", "Århus", "naïve"], "cp1252": ["it’s", "“so”", "5 €", "Zoë – Ann", "…"],
             "iso8859-15": ["5 €", "cœur", "sœur", "Zoë", "Œuvre 12 €"]}
    for i in range(5):
        for fault, encoding in (("latin-1", "latin-1"), ("windows-1252", "cp1252"), ("iso-8859-15", "iso8859-15")):
            t = table(r, i)
            at = 1 if TABLES[i % 6] in (clients, links) else 0 if TABLES[i % 6] in (wards,) else len(t[0]) - 1 if TABLES[i % 6] in (cases, visits) else 0
            for k, row in enumerate(t[1:]):
                row[at] = words[encoding][(k + i) % 5]
            put(fault, Way(encoding=encoding, delimiter=",;"[i % 2]).data(t), t)
        t = table(r, i)
        broken = [row[:] for row in t]
        broken[2][-2], broken[4][-2] = "Zoë", "café"
        data = Way().data(broken)
        if i % 2:
            data = data.replace("café".encode(), "café".encode("cp1252"))
        else:
            data = data.replace("Zoë".encode(), "Zoë".encode("cp1252"))
        broken[5][-2] = "Århus"
        data = data.split(b"\n")
        data[5] = Way().line(broken[5]).encode()
        put("bytes-mixed", b"\n".join(data), broken)
        t = table(r, i)
        data = Way().data(t)
        for _ in range(4):
            at = r.randint(1, len(data) - 2)
            data = data[:at] + b"\0" + data[at:]
        put("nul", data, t)


def structure():
    r = random.Random(3)
    for i in range(6):
        t, w = table(r, i), Way()
        n = len(t[0])
        above = [[["Report of the council"], []], [["Cases by office"] + [""] * (n - 1), [""] * n],
                 [["Report"], ["made on 2024-01-02"], []], [["Table 3. What was done, and where"]],
                 [["Source", "the council"], ["Year", "2023"], []], ["# made by a program", "# on a Tuesday", []]][i]
        put("above", w.data(above + t), t)
        below = [[["Source: the council"]], [[], ["* numbers below five are hidden"]],
                 [[""] * n, ["Source: the council, 2023"] + [""] * (n - 1)], [[], ["Notes"], ["1. some are late"]],
                 ["Made by a program, on a Tuesday, for all"][:0] + [[], ["End of report"]], [["(c) the council 2023"]]][i]
        put("below", w.data(t + below), t)
        blank = t[:]
        for at in sorted(r.sample(range(1, len(t)), 3), reverse=True):
            blank.insert(at, [] if i % 2 else [""] * n if at % 2 else [])
        put("blank-lines", w.data([[]] * (i % 3) + blank + [[]] * (i % 4)), t)
        put("header-missing", w.data(t[1:]), t[1:])
        put("header-twice", w.data([t[0]] + t), [[c + " " + c for c in t[0]]] + t[1:])
        put("table-again", w.data(t + ([[]] if i % 2 else []) + t[:1] + table(r, i)[1:]), t)
        other = [row[: n - 1] for row in table(r, i)] if i % 2 else [row + ["x%d" % k if k else "extra"] for k, row in enumerate(table(r, i))]
        put("table-other-width", w.data(t + ([[]] if i > 2 else []) + other), t)
        twice = [t[0][:]] + t[1:]
        twice[0][-1] = twice[0][-2]
        put("names-double", w.data(twice), twice)
        empty = [t[0][:]] + t[1:]
        empty[0][i % (n - 1) + (1 if i % (n - 1) == 0 else 0)] = ""
        put("names-empty", w.data(empty), empty)
        put("columns-empty", w.data([row + [""] * (1 + i % 3) for row in t]), t)
        put("delimiter-at-end", w.data([t[0]] + [w.line(row) + "," for row in t[1:]]), t)
        put("header-only", w.data(t[:1]), t[:1])
        put("one-row", w.data(t[:2]), t[:2])
    spans = [
        ([["", "2022", "", "2023", ""], ["office", "cases", "days", "cases", "days"]],
         ["office", "2022 cases", "2022 days", "2023 cases", "2023 days"]),
        ([["Case", "", "Client", "", ""], ["id", "opened", "age", "sex", "town"]],
         ["Case id", "Case opened", "Client age", "Client sex", "Client town"]),
        ([["", "", "Amount", "", ""], ["office", "month", "spent", "planned", "left"]],
         ["office", "month", "Amount spent", "Amount planned", "Amount left"]),
        ([["Office", "Homes", "", "People", ""], ["", "owned", "let", "young", "old"]],
         ["Office", "Homes owned", "Homes let", "People young", "People old"]),
        ([["", "Staff", "", "Visitors", ""], ["", "men", "women", "men", "women"], ["office", "n", "n", "n", "n"]],
         ["office", "Staff men n", "Staff women n", "Visitors men n", "Visitors women n"])]
    for header, names in spans:
        rows = [[TOWN[k % 8] if names[0] != "Case id" else str(k + 1)] + [str(r.randint(1, 500)) for _ in range(4)] for k in range(9)]
        put("header-spans", Way().data(header + rows), [names] + rows)
    for text in ("", "\n", "\ufeff", "\r\n\r\n", "   \n\t\n"):
        put("no-payload", text, [])


def torn():
    r = random.Random(4)
    for i in range(8):
        t, w = table(r, i, 14), Way()
        n, lines = len(t[0]), [Way().line(row) for row in t]

        def cells(k):
            return [w.cell(c) for c in t[k]]

        def changed(k, line):
            return "\n".join(lines[:k] + [line] + lines[k + 1:]) + "\n"

        k, c = r.randint(1, 13), r.randint(0, n - 1)
        row = cells(k)
        put("cells-surplus", changed(k, ",".join(row[:c] + [""] + row[c:])), t)
        k, c = r.randint(1, 13), r.randint(1, n - 1)
        row = cells(k)
        put("delimiter-lost", changed(k, ",".join(row[:c]) + ",".join(row[c:])), t)
        k = r.randint(1, 13)
        short = [x[:] for x in t]
        short[k] = t[k][: n // 2] + [""] * (n - n // 2)
        put("cells-missing", changed(k, ",".join(cells(k)[: n // 2])), short)
        k = r.randint(1, 13)
        put("delimiter-other", changed(k, ";".join(cells(k))), t)
        k, c = r.randint(1, 13), r.randint(0, n - 1)
        row, stray = cells(k), [x[:] for x in t]
        stray[k][c] = '"' + t[k][c]
        row[c] = '"' + row[c] if not row[c].startswith('"') else '""' + row[c][1:]
        put("quote-stray", changed(k, ",".join(row)), stray)
        k = r.randint(1, 13)
        row, stray = cells(k), [x[:] for x in t]
        stray[k][n - 1] = '"' + t[k][n - 1]
        row[n - 1] = '"' + t[k][n - 1]
        if "," not in t[k][n - 1]:
            put("quote-open-at-end", changed(k, ",".join(row)), stray)
        if TABLES[i % 6] in (cases, visits):
            for _ in range(2):
                k = r.randint(1, 13)
                free = [x[:] for x in t]
                free[k][n - 1] = "first this, then that"
                put("delimiter-in-text", changed(k, ",".join(cells(k)[: n - 1] + ["first this, then that"])), free)


def put_together():
    r = random.Random(5)
    for i in range(48):
        t = table(r, i, r.randint(12, 18))
        n = len(t[0])
        w = Way(delimiter=r.choice([",", ";", "\t", "|", ";", ","]), end=r.choice(["\n", "\r\n", "\r\n", "\r"]),
                encoding=r.choice(["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-8"]), every=r.random() < 0.3,
                last=r.random() < 0.7)
        want, rows = [x[:] for x in t], [w.line(x) for x in t]
        faults = r.sample(["above", "below", "blank", "twice", "again", "surplus", "stray", "other", "end"], r.randint(2, 3))
        if w.encoding == "cp1252":
            want[3][-2] = "Zoë’s"
            rows[3] = w.line(want[3])
        k = r.randint(5, 10)
        line = [w.cell(c) for c in want[k]]
        if "surplus" in faults:
            at = r.randint(0, n - 1)
            rows[k] = w.delimiter.join(line[:at] + [""] + line[at:])
        elif "stray" in faults:
            want[k][0] = '"' + want[k][0]
            rows[k] = w.delimiter.join(['"' + line[0]] + line[1:])
        elif "other" in faults:
            other = Way(delimiter=";" if w.delimiter != ";" else ",", every=w.every)
            rows[k] = other.line(want[k])
        if "again" in faults:
            rows += [rows[0]] + [w.line(x) for x in table(r, i, 5)[1:]]
        if "twice" in faults:
            rows.insert(0, rows[0])
            want[0] = [c + " " + c for c in want[0]]
        if "end" in faults and "twice" not in faults:
            rows = [x + w.delimiter for x in rows]
        if "blank" in faults:
            rows.insert(r.randint(6, 9), "")
        if "above" in faults:
            rows = ["What the council did", ""] + rows
        if "below" in faults:
            rows += ["", "Source: the council"]
        put("together", w.data(rows), want)


def housing(r, n):
    return [["Ref", "Applicant", "Born", "Address", "Ward", "Points", "Rent", "Status", "Notes"]] + [
        ["HA%06d" % r.randint(1, 999999), name(r), "%02d/%02d/%d" % (r.randint(1, 28), r.randint(1, 12), r.randint(1950, 2004)),
         "%d %s" % (r.randint(1, 200), r.choice(["Mill Lane, Flat %d" % r.randint(1, 9), "Albert Sq.", "St. Mary's Walk"])),
         r.choice(["Abbey", "Bridge End", "Castle & Quay", "Dunmore (North)"]), str(r.randint(0, 250)),
         "£%.2f" % (r.random() * 900), r.choice(["open", "closed", "on hold", "referred - other team"]),
         r.choice(["Rang twice, no answer.", "rent paid; no more until June", 'wants "ground floor" only',
                   'door is 32" wide', "", "see letter of 3/4, 10:30"])] for _ in range(n)]


def ledger(r, n):
    return [["Kst", "Bezeichnung", "Betrag", "Datum", "Anteil"]] + [
        [str(r.randint(100000, 999999)), r.choice(["Miete", "Heizung", "Büro, allgemein", "Straßenbau"]),
         ("%.2f" % (r.random() * 10000)).replace(".", ","), "%02d.%02d.%d" % (r.randint(1, 28), r.randint(1, 12), r.randint(2015, 2024)),
         ("%.1f" % (r.random() * 100)).replace(".", ",") + " %"] for _ in range(n)]


def counts(r, n):
    return [["Ward", "Households"]] + [
        [r.choice(["Abbey", "Bridge End", "Castle & Quay"]) + " %d" % i, str(r.randint(100, 9999))] for i in range(n)]


def staff(r, n):
    return [["Surname", "Forename", "Team", "Manager"]] + [
        [r.choice(LAST), r.choice(FIRST), r.choice(["Housing", "Adults", "Planning policy"]), name(r)] for _ in range(n)]


MORE = [housing, ledger, counts, staff]


def of_one_column():
    for lines in (["sentence", "This is a long sentence, with commas.", "Here is another one, also with commas.", "And one without"],
                  ["amount", "1,50", "2,75", "13,00", "7,20"], ["people", "1,234", "2,300", "11,000", "900"],
                  ["name", "Adams, Anna", "Berg, Otto", "Chandra, Pia"], ["address", "12 Mill Lane, Leeds", "3 High Street, Hull", "Town Hall"],
                  ["seen at", "10:30", "09:15", "16:05"], ["note", "a; b", "c, d and e", "f: g"]):
        put("one-column", "\n".join(lines) + "\n", [[line] for line in lines])


def more_structure():
    r = random.Random(6)
    for i in range(8):
        t, w = MORE[i % 4](r, 9 + i), Way(delimiter=",;"[i // 4])
        n = len(t[0])
        put("sep-line", "sep=%s\r\n" % w.delimiter + Way(delimiter=w.delimiter, end="\r\n").text(t), t)
        put("title-sentence", "This report lists, by ward, what was asked for, when, and by whom\n" + Way().text(t), t)
        if MORE[i % 4] is not staff:
            put("notes-above", w.data([["Report", "waiting list"], ["From", "01/01/2024"], ["To", "31/03/2024"], []] + t), t)
        put("notes-below", w.data(t + [[], "Source: the council, 2024"]), t)
        put("two-signs-narrow", Way(delimiter="||").data(t), t)
        both = w.data(t)
        again = w.data(t[:1] + MORE[i % 4](r, 5)[1:])
        put("files-joined", b"\xef\xbb\xbf" + both + b"\xef\xbb\xbf" + again, t)
        gap = [t[0][:]] + t[1:]
        gap[0][i % n] = ""
        put("name-missing", w.data(gap), gap)


def torn_with_end():
    """Rows end with a delimiter of no use, and one of them is torn."""
    r = random.Random(7)
    for i in range(12):
        make = [housing, ledger, bins][i % 3]
        t, every, d = make(r, 16), i % 2 == 1, ",;\t|"[i % 4]
        w = Way(delimiter=d, every=every)
        n, lines, want = len(t[0]), [w.line(row) for row in t], [row[:] for row in t]
        k, c = r.randint(4, 12), r.randint(1, n - 1)
        cells = [w.cell(x) for x in t[k]]
        if i < 4:
            lines[k] = d.join(cells[:c] + [""] + cells[c:]) if make is not housing else Way(delimiter=";" if d != ";" else ",", every=every).line(t[k])
        elif i < 8:
            lines[k] = Way(delimiter=";" if d != ";" else ",", every=every).line(t[k])
        else:
            want[k][0] = '"' + t[k][0]
            lines[k] = d.join(['"' + cells[0] if cells[0][0] != '"' else '""' + cells[0][1:]] + cells[1:])
        put("torn-with-end", "\n".join(line + d for line in lines) + "\n", want)


def bins(r, n):
    return [["UPRN", "Postcode", "Collection day", "Bin", "Missed", "Last collected"]] + [
        ["%012d" % r.randint(10 ** 9, 10 ** 11), "%s%d %dAB" % (r.choice(["AB", "CF", "SW", "LS"]), r.randint(1, 30), r.randint(1, 9)),
         r.choice(["Mon", "Tue", "Wed", "Thu", "Fri"]), r.choice(["refuse", "recycling", "garden"]), str(r.randint(0, 9)),
         date(r) + " %02d:%02d" % (r.randint(5, 15), r.randint(0, 59))] for _ in range(n)]


def put_three_together():
    """Three faults of the rows and of what is around them, beside the way the file is written."""
    r = random.Random(8)
    for i in range(60):
        make = [housing, ledger, bins, staff][i % 4]
        t = make(r, r.choice([14, 20, 30]))
        n, d = len(t[0]), r.choice([",", ";", "\t", "|"])
        w = Way(delimiter=d, every=r.random() < 0.4)
        other = Way(delimiter=";" if d != ";" else ",", every=w.every)
        want, rows = [x[:] for x in t], [w.line(x) for x in t]
        faults = r.sample(["title", "below", "surplus", "stray", "end", "blank", "again", "other"], 3)
        k, c = r.randint(4, len(t) - 4), r.randint(0, n - 1)
        cells = [w.cell(x) for x in t[k]]
        if "surplus" in faults:
            rows[k] = d.join(cells[:c] + [""] + cells[c:])
        if "other" in faults and make is not staff:
            rows[k + 1] = other.line(t[k + 1])
        if "stray" in faults:
            before = [w.cell(x) for x in t[k - 2]]
            want[k - 2][0] = '"' + want[k - 2][0]
            rows[k - 2] = d.join(['"' + before[0] if before[0][0] != '"' else '""' + before[0][1:]] + before[1:])
        if "again" in faults:
            rows += [rows[0]] + [w.line(x) for x in make(r, 4)[1:]]
        if "end" in faults:
            rows = [x + d for x in rows]
        if "blank" in faults:
            rows.insert(r.randint(6, 8), "")
        if "title" in faults:
            rows = ["Extract of the register", ""] + rows
        if "below" in faults:
            rows += ["", "Source: the council, 2024"]
        end = r.choice(["\n", "\r\n", "\r"])
        put("three-together", (end.join(rows) + (end if r.random() < 0.7 else "")).encode(r.choice(["utf-8", "utf-8-sig", "utf-16", "cp1252"])), want)


def of_words():
    """Tables without a number or date: nothing but its place tells a header."""
    r = random.Random(9)
    for i in range(6):
        t = staff(r, 3 + 2 * i)
        gap = [t[0][:]] + t[1:]
        gap[0][i % 4] = ""
        put("words-name-missing", Way(delimiter=",;"[i % 2]).data(gap), gap)
        put("words-end", "".join(Way().line(row) + "," * (1 + i % 3) + "\n" for row in t), t)
        spans = [["", "Person", "", "Work", ""], ["office", "surname", "forename", "team", "manager"]]
        rows = [[r.choice(TOWN)] + row for row in t[1:]]
        names = ["office", "Person surname", "Person forename", "Work team", "Work manager"]
        put("words-spans", Way().data(spans + rows), [names] + rows)


def shop(r, n):
    return [["DAY", "TIME", "Qty", "ITEM", "Price", "Kind", "Description", "Link", "Remark"]] + [
        ["%02d/%02d/20%02d" % (r.randint(1, 28), r.randint(1, 12), r.randint(15, 23)), "%02d:%02d" % (r.randint(0, 23), r.choice([0, 15, 30, 45])),
         str(r.randint(0, 40)), r.choice(["AB", "CD", "EF"]) + "-%04d" % r.randint(1, 9999), "$%.2f" % (r.random() * 100),
         r.choice(["Oak desk, wide", 'Desk lamp 12"', "Chair", "Men's boots", 'Table, Round 48"']),
         r.choice(["Made to last, for years.", "Light and quick; it's a joy.", 'A 3" rim keeps it dry and warm.']),
         "https://www.example.org/p/%d.html" % r.randint(1, 9999), r.choice(["", "", "checked"])] for _ in range(n)]


def polluted():
    """The kinds of pollution of a published benchmark, put into a table of our own."""
    r = random.Random(10)
    t = shop(r, 16)
    w = Way(every=True, end="\r\n")
    lines = [w.line(row) for row in t]
    empty = ",".join(['""'] * 9)

    def only(i, line):
        return "\r\n".join(lines[:i] + [line] + lines[i + 1:]) + "\r\n"

    put("polluted", w.data([[row[0]] for row in t]), [[row[0]] for row in t])
    many = [row + [row[8]] * 60 for row in t[:6]]
    many[0] = t[0] + ["col%d" % i for i in range(60)]
    put("polluted", w.data(many), many)
    put("polluted", w.data(t[:2]), t[:2])
    put("polluted", w.data(t[1:]), t[1:])
    put("polluted", w.data(t[:1]), t[:1])
    for n in (1, 3):
        for wide in ("", ',""' * 8):
            for gap in ([], [""], [empty]):
                put("polluted", w.data(['"PREAMBLE"' + wide] * n + gap + t), t)
                put("polluted", w.data(t + gap + ['"FOOTNOTE"' + wide] * n), t)
    for end in "\n\r":
        put("polluted", Way(every=True, end=end).data(t), t)
    for sign in (";", "|", " ", "\t", "\t\t", ":", ", "):
        put("polluted", Way(every=True, delimiter=sign).data(t), t)
    for i in (1, 2, 8, 16):
        put("polluted", only(i, ""), t[:i] + t[i + 1:])
        put("polluted", only(i, w.line(t[i][:5])), t[:i] + [t[i][:5] + [""] * 4] + t[i + 1:])
        put("polluted", only(i, Way(every=True, delimiter=";").line(t[i])), t)
        put("row-other-quotes", only(i, Way(every=True, quote="'", escape="''").line(t[i])), t)
        inch = [row[:] for row in t]
        inch[i][5] = 'Desk lamp 12"'
        put("row-other-escape", only(i, Way(every=True, escape='\\"').line(inch[i])), inch)
    for column in (1, 3, 8):
        for name_ in ("HEADER", "", "HEAD/%R", "HEADER" * 800):
            head = [t[0][:]] + t[1:]
            head[0][column] = name_
            put("polluted", w.data(head), head)
    put("polluted", w.data([t[0]] + t), [[c + " " + c for c in t[0]]] + t[1:])
    for width in (6, 12):
        other = [row[:width] if width < 9 else row + row[:3] for row in shop(r, 5)]
        put("polluted", w.data(t + other), t)
        put("polluted", w.data(t + [[]] + other), t)
    for i in range(5):
        u = [cases, visits, housing, bins, ledger][i](r, 9)
        put("delimiter-written-out", Way(every=True, delimiter="\\t").data(u), u)
        put("row-other-quotes", w.data(u[:4] + [Way(every=True, quote="'", escape="''").line(u[4])] + u[5:]), u)
        v = [row[:] for row in u]
        v[5][-1] = 'called "Red"'
        put("row-other-escape", w.data(v[:5] + [Way(every=True, escape='\\"').line(v[5])] + v[6:]), v)


if __name__ == "__main__":
    ways()
    bytes_()
    structure()
    torn()
    put_together()
    of_one_column()
    more_structure()
    torn_with_end()
    put_three_together()
    of_words()
    polluted()
