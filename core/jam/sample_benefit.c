/*
 * Additional benefits of the sample's clients: seven kinds, each with those who ask for it,
 * when, and how much.
 */
#include "core/jam/sample_model.h"

#include "core/jam/sample_random.h"

/* Cents: low + n × step, n below steps. */
static const struct {
    int low;
    int step;
    int steps;
} amounts[BENEFIT_COUNT] = {
    [BENEFIT_TRANSPORT] = {4000, 500, 12}, [BENEFIT_HEALTH] = {6000, 1250, 30},
    [BENEFIT_HOUSING] = {25000, 5000, 24}, [BENEFIT_SCHOOL] = {12000, 0, 1},
    [BENEFIT_WORK] = {15000, 2500, 15},    [BENEFIT_CHILD] = {8000, 1000, 13},
    [BENEFIT_MOVING] = {20000, 5000, 9},
};

static int calendar(int month)
{
    return ((month % 12) + 12) % 12;
}

static int transport_chance(const struct sample_client *c, const struct sample_stay *stay,
                            int month)
{
    if (sample_agreement_at(c, stay, month, NULL) != AGREEMENT_ACTIVE)
        return 3;
    return c->office == OFFICE_RIVERSIDE ? 95 : 48;
}

static int housing_chance(const struct sample_client *c, int month)
{
    const enum sample_housing housing = sample_housing_at(c, month);
    const int season = calendar(month);

    if (housing != HOUSING_RENTING && housing != HOUSING_ROOMING)
        return 2;
    return season <= 2 || season == 11 ? 26 : 11;
}

static int school_chance(const struct sample_client *c, int month)
{
    const int season = calendar(month);
    const int youngest = sample_youngest_age(c, month);

    if ((season != 7 && season != 8) || c->children == 0 || (youngest < 4 && c->children < 2))
        return 0;
    return 430;
}

static int work_chance(const struct sample_client *c, const struct sample_stay *stay, int month)
{
    const bool begins =
        sample_earnings_at(c, stay, month) > 0 && sample_earnings_at(c, stay, month - 1) == 0;

    return begins ? 260 : 0;
}

/* In thousandths. */
static int asking_chance(const struct sample_client *c, const struct sample_stay *stay, int month,
                         enum sample_benefit kind)
{
    switch (kind) {
    case BENEFIT_TRANSPORT:
        return transport_chance(c, stay, month);
    case BENEFIT_HEALTH:
        return (c->barriers & BARRIER_HEALTH) ? 46 : 16;
    case BENEFIT_HOUSING:
        return c->partner ? 0 : housing_chance(c, month);
    case BENEFIT_SCHOOL:
        return c->partner ? 0 : school_chance(c, month);
    case BENEFIT_WORK:
        return work_chance(c, stay, month);
    case BENEFIT_CHILD:
        return !c->partner && sample_youngest_age(c, month) == 0 ? 120 : 0;
    case BENEFIT_MOVING:
        return c->partner ? 0 : 5;
    case BENEFIT_COUNT:
        break;
    }
    return 0;
}

int sample_benefit_at(const struct sample_client *c, const struct sample_stay *stay, int month,
                      enum sample_benefit kind)
{
    const unsigned what = DRAW_BENEFIT + (unsigned)kind;
    const int chance = asking_chance(c, stay, month, kind);
    int cents;

    if (chance == 0 || !sample_chance(c->key, month, what, chance * 1000))
        return 0;
    cents = amounts[kind].low + amounts[kind].step * sample_below(c->key, month,
                                                                  DRAW_AMOUNT + (unsigned)kind,
                                                                  amounts[kind].steps);
    return kind == BENEFIT_SCHOOL ? cents * c->children : cents;
}

bool sample_benefit_refused(const struct sample_client *c, int month, enum sample_benefit kind)
{
    int chance = c->office == OFFICE_NORTHGATE ? 170000 : 80000;

    if (kind == BENEFIT_HOUSING || kind == BENEFIT_MOVING)
        chance += 120000;
    if (kind == BENEFIT_SCHOOL)
        chance = 10000;
    return sample_chance(c->key, month, DRAW_PAYMENT_REFUSED + 1000 * (unsigned)kind, chance);
}

int sample_benefits_paid(const struct sample_client *c, const struct sample_stay *stay, int month)
{
    int cents = 0;

    for (int kind = 0; kind < BENEFIT_COUNT; kind++) {
        const int asked = sample_benefit_at(c, stay, month, (enum sample_benefit)kind);

        if (asked > 0 && !sample_benefit_refused(c, month, (enum sample_benefit)kind))
            cents += asked;
    }
    return cents;
}
