/*
 * Time on axes. Months and years are not of one length, so ticks are counted in the calendar
 * and only then turned into days. Apart from numbers, whose ticks are a matter of arithmetic.
 */
#include "core/analysis/chart_time.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "core/base/calendar.h"

enum { YEAR_LEAST = 1, YEAR_MOST = 9999, MINUTES_DAY = 1440 };

/* ---- labels ---- */

static bool read_quarter(struct span label, double *begin)
{
    int year = 0;
    if (label.len != 7 || memcmp(label.data + 4, "-Q", 2) != 0 || label.data[6] < '1' ||
        label.data[6] > '4')
        return false;
    for (size_t i = 0; i < 4; i++) {
        if (label.data[i] < '0' || label.data[i] > '9')
            return false;
        year = year * 10 + (label.data[i] - '0');
    }
    *begin = (double)calendar_day(year, (label.data[6] - '1') * 3 + 1, 1);
    return true;
}

bool chart_time_read(struct span label, double *begin, enum chart_period *period)
{
    int64_t second;
    if (read_quarter(label, begin)) {
        *period = PERIOD_QUARTER;
        return true;
    }
    if (label.len < 4 || !calendar_read_begin(label, &second))
        return false;
    *begin = (double)second / CALENDAR_DAY_SECONDS;
    *period = label.len == 4    ? PERIOD_YEAR
              : label.len == 7  ? PERIOD_MONTH
              : label.len == 10 ? PERIOD_DAY
                                : PERIOD_MOMENT;
    return true;
}

/* ---- the calendar, in months ---- */

static int64_t month_of(double day, bool *begins)
{
    int year, month, of_month;
    calendar_split((int64_t)floor(day), &year, &month, &of_month);
    *begins = of_month == 1 && day == floor(day);
    return (int64_t)year * 12 + month - 1;
}

static double day_of_month(int64_t month)
{
    int64_t year = month >= 0 ? month / 12 : -((11 - month) / 12);
    return (double)calendar_day((int)year, (int)(month - year * 12) + 1, 1);
}

double chart_time_next(double begin, enum chart_period period)
{
    static const int months[] = {[PERIOD_MONTH] = 1, [PERIOD_QUARTER] = 3, [PERIOD_YEAR] = 12};
    bool begins;
    if (period == PERIOD_MOMENT)
        return begin;
    if (period == PERIOD_DAY)
        return begin + 1;
    return day_of_month(month_of(begin, &begins) + months[period]);
}

/* ---- ticks ---- */

enum unit { UNIT_MINUTES, UNIT_DAYS, UNIT_MONTHS };

/* From fine to coarse. */
static const struct step {
    enum unit unit;
    int count;
    enum chart_period finest; /* of data that it suits */
    int cells;                /* of its texts */
} steps[] = {
    {UNIT_MINUTES, 1, PERIOD_MOMENT, 5},    {UNIT_MINUTES, 5, PERIOD_MOMENT, 5},
    {UNIT_MINUTES, 15, PERIOD_MOMENT, 5},   {UNIT_MINUTES, 30, PERIOD_MOMENT, 5},
    {UNIT_MINUTES, 60, PERIOD_MOMENT, 5},   {UNIT_MINUTES, 180, PERIOD_MOMENT, 11},
    {UNIT_MINUTES, 360, PERIOD_MOMENT, 11}, {UNIT_MINUTES, 720, PERIOD_MOMENT, 11},
    {UNIT_DAYS, 1, PERIOD_DAY, 10},         {UNIT_DAYS, 2, PERIOD_DAY, 10},
    {UNIT_DAYS, 7, PERIOD_DAY, 10},         {UNIT_DAYS, 14, PERIOD_DAY, 10},
    {UNIT_MONTHS, 1, PERIOD_MONTH, 7},      {UNIT_MONTHS, 2, PERIOD_MONTH, 7},
    {UNIT_MONTHS, 3, PERIOD_QUARTER, 7},    {UNIT_MONTHS, 6, PERIOD_QUARTER, 7},
    {UNIT_MONTHS, 12, PERIOD_YEAR, 4},      {UNIT_MONTHS, 24, PERIOD_YEAR, 4},
    {UNIT_MONTHS, 60, PERIOD_YEAR, 4},      {UNIT_MONTHS, 120, PERIOD_YEAR, 4},
    {UNIT_MONTHS, 240, PERIOD_YEAR, 4},     {UNIT_MONTHS, 600, PERIOD_YEAR, 4},
    {UNIT_MONTHS, 1200, PERIOD_YEAR, 4},    {UNIT_MONTHS, 12000, PERIOD_YEAR, 4},
};
enum { STEPS = sizeof steps / sizeof *steps };

static int64_t round_up(int64_t number, int64_t to)
{
    int64_t over = number % to;
    return over == 0 ? number : number - over + (over > 0 ? to : 0);
}

/* Weeks begin on Mondays; 1970-01-01 was a Thursday. */
static int64_t first_day(double begin, int count)
{
    enum { MONDAY = 4 };
    int64_t day = (int64_t)ceil(begin);
    return count < 7 ? day : round_up(day - MONDAY, count) + MONDAY;
}

/* The i-th tick at or behind begin. */
static double tick_at(const struct step *step, double begin, int i)
{
    bool begins;
    int64_t month;
    switch (step->unit) {
    case UNIT_MINUTES:
        return (double)round_up((int64_t)ceil(begin * MINUTES_DAY - 1e-6), step->count) /
                   MINUTES_DAY +
               (double)step->count * i / MINUTES_DAY;
    case UNIT_DAYS:
        return (double)(first_day(begin, step->count) + (int64_t)step->count * i);
    case UNIT_MONTHS:
        break;
    }
    month = month_of(begin, &begins);
    return day_of_month(round_up(begins ? month : month + 1, step->count) +
                        (int64_t)step->count * i);
}

static void write_text(const struct step *step, enum chart_period period, double at, char *out)
{
    int year, month, of_month, minutes;
    calendar_split((int64_t)floor(at + 1e-9), &year, &month, &of_month);
    minutes = (int)lround((at - floor(at + 1e-9)) * MINUTES_DAY);
    if (step->unit == UNIT_MONTHS && step->count >= 12)
        snprintf(out, CHART_TIME_TEXT, "%04d", year);
    else if (step->unit == UNIT_MONTHS && period == PERIOD_QUARTER)
        snprintf(out, CHART_TIME_TEXT, "%04d-Q%d", year, (month + 2) / 3);
    else if (step->unit == UNIT_MONTHS)
        snprintf(out, CHART_TIME_TEXT, "%04d-%02d", year, month);
    else if (step->unit == UNIT_DAYS)
        snprintf(out, CHART_TIME_TEXT, "%04d-%02d-%02d", year, month, of_month);
    else if (step->cells > 5)
        snprintf(out, CHART_TIME_TEXT, "%02d-%02d %02d:%02d", month, of_month, minutes / 60,
                 minutes % 60);
    else
        snprintf(out, CHART_TIME_TEXT, "%02d:%02d", minutes / 60, minutes % 60);
}

/* Every text has room up to the next one. */
static bool fits(const struct step *step, double begin, double end, int cells)
{
    enum { GAP = 1 };
    double first = tick_at(step, begin, 0), second = tick_at(step, begin, 1);
    if (end - begin <= 0 || second > end)
        return true;
    return (second - first) / (end - begin) * cells >= step->cells + GAP;
}

static int count_ticks(const struct step *step, double begin, double end)
{
    int count = 0;
    while (count <= CHART_TIME_TICKS && tick_at(step, begin, count) <= end)
        count++;
    return count;
}

/* February is short: months that fit on the whole may not fit there. */
static bool shortest_fits(const struct step *step, double begin, double end, int cells, int count)
{
    enum { GAP = 1 };
    for (int i = 0; i + 1 < count; i++) {
        double room = tick_at(step, begin, i + 1) - tick_at(step, begin, i);
        if (room / (end - begin) * cells < step->cells + GAP)
            return false;
    }
    return true;
}

static void put_ticks(const struct step *step, double begin, enum chart_period period, int count,
                      struct chart_time_ticks *out)
{
    out->count = count;
    out->cells = step->cells;
    for (int t = 0; t < count; t++) {
        out->at[t] = tick_at(step, begin, t);
        write_text(step, period, out->at[t], out->texts[t]);
    }
}

/* Where no step has a tick in the range that fits: its beginning alone. */
static void put_begin(double begin, enum chart_period period, int cells,
                      struct chart_time_ticks *out)
{
    static const struct step alone[] = {
        [PERIOD_MOMENT] = {UNIT_MINUTES, 1, PERIOD_MOMENT, 5},
        [PERIOD_DAY] = {UNIT_DAYS, 1, PERIOD_DAY, 10},
        [PERIOD_MONTH] = {UNIT_MONTHS, 1, PERIOD_MONTH, 7},
        [PERIOD_QUARTER] = {UNIT_MONTHS, 3, PERIOD_QUARTER, 7},
        [PERIOD_YEAR] = {UNIT_MONTHS, 12, PERIOD_YEAR, 4},
    };
    if (alone[period].cells > cells)
        return;
    out->count = 1;
    out->cells = alone[period].cells;
    out->at[0] = begin;
    write_text(&alone[period], period, begin, out->texts[0]);
}

void chart_time_ticks(double begin, double end, enum chart_period period, int cells,
                      struct chart_time_ticks *out)
{
    *out = (struct chart_time_ticks){0};
    if (!(begin >= (double)calendar_day(YEAR_LEAST, 1, 1)) || !(end >= begin) ||
        !(end <= (double)calendar_day(YEAR_MOST, 12, 31) + 1))
        return;
    for (int i = 0; i < STEPS; i++) {
        const struct step *step = &steps[i];
        if (step->finest < period || step->cells > cells || !fits(step, begin, end, cells))
            continue;
        int count = count_ticks(step, begin, end);
        if (count > CHART_TIME_TICKS || !shortest_fits(step, begin, end, cells, count))
            continue;
        if (count > 0)
            put_ticks(step, begin, period, count, out);
        break;
    }
    if (out->count == 0)
        put_begin(begin, period, cells, out);
}
