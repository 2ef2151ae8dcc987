/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A series knows its next number. It is drawn by the act that needs it, in the service's order, so that what is refused
 * takes none and two terminals never get the same: there is no number without a document, and none is left out. */

#include "mado-number-series.h"

#include <string.h>

#include "mado-fiscal-year.h"
#include "mado-json-member.h"

#define OPEN "open"
#define PLACE '%'

static const MadoBodyMember open_members[] = {
  { "pattern", MADO_BODY_WORD, TRUE },
  { "year", MADO_BODY_NUMBER, TRUE },
  { "first", MADO_BODY_NUMBER, FALSE },
  {},
};

static gint64
get_number (const MadoDraft *series, const char *name)
{
  return yyjson_mut_get_sint (yyjson_mut_obj_get (series->body, name));
}

/* --- a series is opened ------------------------------------------------------------------------------------------ */

static gboolean
check_pattern (MadoAction *action)
{
  const char *pattern = mado_json_get_text (action->body, "pattern");
  const char *place = strchr (pattern, PLACE);

  return (place != NULL && strchr (place + 1, PLACE) == NULL) ||
         mado_action_refuse (action, MADO_REFUSAL_VALUE, "pattern");
}

/* Numbers that were given by hand before stay given: the series goes on behind them. */
static gboolean
open (MadoAction *action)
{
  MadoDraft *draft = action->draft;
  const char *pattern = mado_json_get_text (action->body, "pattern");
  yyjson_val *first = yyjson_obj_get (action->body, "first");

  if (!mado_action_need_duty (action, "notices") || !check_pattern (action))
    return FALSE;
  if (mado_json_get_number (action->body, "year") < mado_fiscal_year_find (action->today))
    return mado_action_refuse (action, MADO_REFUSAL_VALUE, "year");
  if (first != NULL && yyjson_get_sint (first) == 0)
    return mado_action_refuse (action, MADO_REFUSAL_VALUE, "first");

  g_autofree char *claim = mado_action_build_claim (action, "series", pattern, NULL);

  mado_action_add_claim (action, claim);
  mado_draft_put_text (draft, draft->body, "pattern", pattern);
  mado_draft_put_number (draft, draft->body, "year", mado_json_get_number (action->body, "year"));
  mado_draft_put_number (draft, draft->body, "next", first != NULL ? yyjson_get_sint (first) : 1);
  mado_action_stamp (action, draft, draft->body, "made");

  return TRUE;
}

/* --- numbers are drawn ------------------------------------------------------------------------------------------- */

static char *
write_number (const MadoDraft *series, gint64 number)
{
  const char *pattern = mado_draft_get_text (series->body, "pattern");
  const char *place = strchr (pattern, PLACE);

  return g_strdup_printf ("%.*s%" G_GINT64_FORMAT "%s", (int) (place - pattern), pattern, number, place + 1);
}

/* Somebody may have given a document the number by hand: then it has its document, and the next one is drawn. */
static gboolean
draw_free (MadoAction *action, MadoDraft *series, char **out_number)
{
  for (gint64 next = get_number (series, "next");; next++) {
    g_autofree char *number = write_number (series, next);
    g_autofree char *claim = mado_action_build_claim (action, "document", number, NULL);
    MadoId holder = MADO_ID_NONE;

    if (!mado_action_find_holder (action, claim, &holder))
      return FALSE;
    if (mado_id_is_valid (holder))
      continue;
    mado_draft_put_number (series, series->body, "next", next + 1);
    mado_action_add_claim (action, claim);
    *out_number = g_steal_pointer (&number);
    return TRUE;
  }
}

/**
 * mado_number_series_draw:
 * @action: an action whose entity becomes a document with a number, which it claims for ever
 * @series: the series
 * @out_number: (out) (transfer full) (nullable): the number; %NULL at a terminal: the service gives it
 *
 * Returns: whether there is one; refused where there is no such series, or its year is not this one
 */
gboolean
mado_number_series_draw (MadoAction *action, MadoId series, char **out_number)
{
  MadoDraft *draft = NULL;

  if (!mado_action_open (action, series, mado_number_series_kind.name, &draft))
    return FALSE;
  if (draft != NULL && get_number (draft, "year") != mado_fiscal_year_find (action->today))
    return mado_action_refuse (action, MADO_REFUSAL_STATE, mado_number_series_kind.name);
  if (draft != NULL && mado_records_are_whole (action->records))
    return draw_free (action, draft, out_number);
  *out_number = NULL;

  return TRUE;
}

/* --- who gets what of a series ----------------------------------------------------------------------------------- */

#define FOR_OFFICE MADO_FOR_DUTIES, .duties = { "notices", "oversee" }

static const MadoVisible open_visible[] = {
  { "pattern", FOR_OFFICE },
  { "year", FOR_OFFICE },
  { "first", FOR_OFFICE },
  {},
};

static const MadoVisible visible[] = {
  { "pattern", FOR_OFFICE },
  { "year", FOR_OFFICE },
  { "next", FOR_OFFICE },
  { "made", FOR_OFFICE, .inside = mado_visible_stamp },
  {},
};

static const MadoAct acts[] = {
  { "series.open", MADO_BEGINS_ALWAYS, open_members, open, open_visible },
  {},
};

const MadoKind mado_number_series_kind = { "series", OPEN, acts, visible };
