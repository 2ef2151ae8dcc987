/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Holds an entry against the register, its partner, the day and whoever looks. */

#include "mado-handover-sheet.h"

#include <string.h>

#include "mado-handover-track.h"
#include "mado-json-member.h"
#include "mado-refusal.h"

#define MINUTE (60 * 1000) /* milliseconds between the steps of a medium and of its notice */

/* What follows a state, and for whom. */
static const struct {
  const char *state;
  const char *step;
  const char *side;
} ways[] = {
  { "made", "seal", MADO_HANDOVER_GIVING },          { "sealed", "carry", MADO_HANDOVER_GIVING },
  { "carried", "receive", MADO_HANDOVER_RECEIVING }, { "received", "store", MADO_HANDOVER_RECEIVING },
  { "received", "return", MADO_HANDOVER_RECEIVING }, { "received", "erase", MADO_HANDOVER_RECEIVING },
  { "stored", "return", MADO_HANDOVER_RECEIVING },   { "stored", "erase", MADO_HANDOVER_RECEIVING },
  { "stored", "store", MADO_HANDOVER_RECEIVING },    { "returned", "close", MADO_HANDOVER_GIVING },
  { "erased", "close", MADO_HANDOVER_GIVING },
};

typedef struct {
  const MadoHandoverBook *book;
  const MadoProgramme *programme;
  const MadoPerson *person;
  MadoInstant now;
  MadoHandoverSheet *sheet;
} Sight;

static yyjson_val *
get_track (const MadoEntity *handover)
{
  return yyjson_obj_get (mado_entity_get_body (handover), "track");
}

static yyjson_val *
find_entry (const MadoEntity *handover, const char *step)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (get_track (handover));
  yyjson_val *found = NULL;

  for (yyjson_val *entry = yyjson_arr_iter_next (&iter); entry != NULL; entry = yyjson_arr_iter_next (&iter))
    if (strcmp (mado_json_get_text (entry, "what"), step) == 0)
      found = entry;

  return found;
}

/* --- the track ---------------------------------------------------------------------------------------------------- */

static const char *
find_name (const MadoHandoverBook *book, yyjson_val *entry)
{
  const char *account = mado_json_get_text (entry, "by");

  for (guint i = 0; i < book->people->len; i++) {
    yyjson_val *body = mado_entity_get_body (g_ptr_array_index (book->people, i));

    if (strcmp (mado_json_get_text (body, "account"), account) == 0)
      return mado_json_get_text (body, "name");
  }

  return account;
}

static void
read_legs (const Sight *sight)
{
  static const char *const steps[] = { "make", "seal", "carry", "receive", "store", "return", "close" };
  MadoHandoverSheet *sheet = sight->sheet;
  int here = -1;

  for (int i = 0; i < MADO_HANDOVER_N_LEGS; i++) {
    MadoHandoverLeg *leg = &sheet->legs[i];
    yyjson_val *entry = find_entry (sheet->handover, steps[i]);

    leg->step = steps[i];
    if (entry == NULL && strcmp (steps[i], "return") == 0 && find_entry (sheet->handover, "erase") != NULL) {
      leg->step = "erase";
      entry = find_entry (sheet->handover, "erase");
    }
    if (entry == NULL)
      continue;
    leg->at = mado_handover_track_get_time (entry);
    leg->by = find_name (sight->book, entry);
    here = i;
  }
  for (int i = 0; i <= here; i++)
    sheet->legs[i].state = i == here ? MADO_LEG_HERE : sheet->legs[i].at > 0 ? MADO_LEG_DONE : MADO_LEG_SKIPPED;
}

/* --- what comes next ---------------------------------------------------------------------------------------------- */

static gboolean
has_signed (const MadoEntity *handover, const char *account, const char *side)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (get_track (handover));

  for (yyjson_val *entry = yyjson_arr_iter_next (&iter); entry != NULL; entry = yyjson_arr_iter_next (&iter))
    if (strcmp (mado_json_get_text (entry, "by"), account) == 0 &&
        strcmp (mado_json_get_text (entry, "side"), side) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
is_travel (const char *step)
{
  static const char *const steps[] = { "seal", "carry", "receive", "return", NULL };

  return g_strv_contains (steps, step);
}

/* Returns: when the last step of the partner is a minute ago */
static gint64
find_opening (const MadoEntity *partner)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (get_track (partner));
  gint64 last = 0;

  for (yyjson_val *entry = yyjson_arr_iter_next (&iter); entry != NULL; entry = yyjson_arr_iter_next (&iter))
    if (is_travel (mado_json_get_text (entry, "what")))
      last = MAX (last, mado_handover_track_get_time (entry));

  return last > 0 ? last + MINUTE : 0;
}

static gboolean
is_before_medium (const MadoHandoverSheet *sheet, const char *step)
{
  return strcmp (step, "carry") == 0 && sheet->partner != NULL &&
         mado_id_is_valid (mado_json_get_id (mado_entity_get_body (sheet->handover), "medium")) &&
         !mado_handover_has_arrived (mado_entity_get_state (sheet->partner));
}

static const char *
find_obstacle (const Sight *sight, const char *step, const char *side, gint64 *out_opens)
{
  const MadoHandoverSheet *sheet = sight->sheet;
  const char *account = sight->person->account;
  gboolean is_giving = strcmp (side, MADO_HANDOVER_GIVING) == 0;
  gint64 opens = is_travel (step) && sheet->partner != NULL ? find_opening (sheet->partner) : 0;

  if (!mado_policy_has_duty (sight->person, sight->programme, is_giving ? "handover" : "receive"))
    return MADO_REFUSAL_ROLE;
  if (has_signed (sheet->handover, account, is_giving ? MADO_HANDOVER_RECEIVING : MADO_HANDOVER_GIVING))
    return MADO_REFUSAL_SAME_PERSON;
  if (mado_handover_book_find_in_charge (sight->book, account, mado_instant_get_japanese_day (sight->now)) == NULL)
    return MADO_REFUSAL_HANDLER;
  if (strcmp (step, "receive") == 0 &&
      strcmp (mado_json_get_text (mado_entity_get_body (sheet->handover), "receiver"), account) != 0)
    return MADO_REFUSAL_RECEIVER;
  if (is_before_medium (sheet, step))
    return MADO_REFUSAL_MEDIUM_NOT_RECEIVED;
  if (opens <= sight->now.microseconds / 1000)
    return NULL;
  *out_opens = opens;

  return MADO_REFUSAL_SAME_OCCASION;
}

static void
read_next (const Sight *sight)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++) {
    MadoHandoverNext next = { .step = ways[i].step };

    if (strcmp (ways[i].state, mado_entity_get_state (sight->sheet->handover)) != 0)
      continue;
    next.obstacle = find_obstacle (sight, next.step, ways[i].side, &next.opens);
    g_array_append_val (sight->sheet->next, next);
  }
}

/* --- where it is -------------------------------------------------------------------------------------------------- */

static MadoEntity *
find_partner (const MadoHandoverBook *book, const MadoEntity *handover)
{
  yyjson_val *body = mado_entity_get_body (handover);
  MadoId medium = mado_json_get_id (body, "medium");
  yyjson_val *notice = yyjson_arr_get_first (yyjson_obj_get (body, "notices"));

  if (mado_id_is_valid (medium))
    return mado_handover_book_find (book, medium);

  return yyjson_is_str (notice) ? mado_handover_book_find (book, mado_id_from_text (yyjson_get_str (notice))) : NULL;
}

static void
read_stock (const Sight *sight)
{
  static const char *const away[] = { "carried", "received", "stored", NULL };
  MadoHandoverSheet *sheet = sight->sheet;
  const char *due = mado_json_get_text (mado_entity_get_body (sheet->handover), "due_back");
  char today[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (mado_instant_get_japanese_day (sight->now), today);
  sheet->is_out = g_strv_contains (away, mado_entity_get_state (sheet->handover));
  sheet->is_overdue = sheet->is_out && due[0] != '\0' && strcmp (due, today) < 0;
}

/* Each side counts what it has. */
static void
read_count (const Sight *sight)
{
  static const char *const ours[] = { "made", "sealed", NULL };
  static const char *const theirs[] = { "received", "stored", NULL };
  MadoHandoverSheet *sheet = sight->sheet;
  const char *state = mado_entity_get_state (sheet->handover);
  yyjson_val *counted = yyjson_obj_get (mado_entity_get_body (sheet->handover), "counted");
  const MadoInstant at = { mado_json_get_number (counted, "at") * 1000 };

  sheet->is_kept =
      (g_strv_contains (ours, state) && mado_policy_has_duty (sight->person, sight->programme, "handover")) ||
      (g_strv_contains (theirs, state) && mado_policy_has_duty (sight->person, sight->programme, "receive") &&
       !has_signed (sheet->handover, sight->person->account, MADO_HANDOVER_GIVING));
  sheet->is_counted = counted != NULL && mado_date_compare (mado_instant_get_japanese_day (at),
                                                            mado_instant_get_japanese_day (sight->now)) == 0;
  sheet->is_missed =
      counted != NULL && !mado_json_get_flag (counted, "found") && !mado_handover_is_over (sheet->handover);
}

/**
 * mado_handover_sheet_new:
 * @book: the ledger; must outlive the sheet
 * @handover: an entry of it
 * @programme: whose ledger it is
 * @person: who looks
 * @now: the time
 *
 * Returns: (transfer full): what that person sees of it
 */
MadoHandoverSheet *
mado_handover_sheet_new (const MadoHandoverBook *book,
                         MadoEntity *handover,
                         const MadoProgramme *programme,
                         const MadoPerson *person,
                         MadoInstant now)
{
  MadoHandoverSheet *self = g_new0 (MadoHandoverSheet, 1);
  const Sight sight = { book, programme, person, now, self };
  MadoEntity *partner = find_partner (book, handover);

  self->handover = mado_entity_ref (handover);
  self->partner = partner != NULL ? mado_entity_ref (partner) : NULL;
  self->next = g_array_new (FALSE, FALSE, sizeof (MadoHandoverNext));
  read_legs (&sight);
  read_next (&sight);
  read_stock (&sight);
  read_count (&sight);

  return self;
}

/**
 * mado_handover_sheet_free:
 * @self: (transfer full): a sheet
 */
void
mado_handover_sheet_free (MadoHandoverSheet *self)
{
  mado_entity_unref (self->handover);
  g_clear_pointer (&self->partner, mado_entity_unref);
  g_array_unref (self->next);
  g_free (self);
}

/**
 * mado_handover_sheet_waits:
 * @self: a sheet
 *
 * What somebody may do and need not, as bringing back what is not due, does not wait.
 *
 * Returns: whether the next step waits for this person
 */
gboolean
mado_handover_sheet_waits (const MadoHandoverSheet *self)
{
  gboolean is_kept = strcmp (mado_entity_get_state (self->handover), "stored") == 0;

  for (guint i = 0; i < self->next->len; i++)
    if (g_array_index (self->next, MadoHandoverNext, i).obstacle == NULL)
      return !is_kept || self->is_overdue;

  return FALSE;
}
