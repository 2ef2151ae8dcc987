/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Holds an entry against the register, its partner, the day and whoever looks. */

#include "mado-handover-sheet.h"

#include <string.h>

#include "mado-handover-letters.h"
#include "mado-handover-track.h"
#include "mado-json-member.h"
#include "mado-refusal.h"

#define MINUTE (60 * 1000) /* milliseconds between the steps of a medium and of its notice */

/* What follows a state, and for whom. */
static const struct {
  const char *state;
  const char *step;
  const char *side; /* (nullable): the shop's, or whose who has its paper */
} ways[] = {
  { "made", "seal", MADO_HANDOVER_GIVING },
  { "sealed", "carry", MADO_HANDOVER_GIVING },
  { "carried", "receive", MADO_HANDOVER_RECEIVING },
  { "received", "store", MADO_HANDOVER_RECEIVING },
  { "received", "return", MADO_HANDOVER_RECEIVING },
  { "received", "erase", MADO_HANDOVER_RECEIVING },
  { "stored", "return", MADO_HANDOVER_RECEIVING },
  { "stored", "erase", MADO_HANDOVER_RECEIVING },
  { "stored", "store", MADO_HANDOVER_RECEIVING },
  { "returned", "close", MADO_HANDOVER_GIVING },
  { "erased", "close", MADO_HANDOVER_GIVING },
  { "ordered", "print", NULL },
  { "printed", "enclose", NULL },
  { "enclosed", "deliver", NULL },
  { "delivered", "inspect", MADO_HANDOVER_GIVING },
  { "inspected", "hand_back", MADO_HANDOVER_GIVING },
  { "handed_back", "post", NULL },
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

static const char *const medium_steps[] = { "make", "seal", "carry", "receive", "store", "return", "close", NULL };
static const char *const letter_steps[] = { "make",    "reach_shop", "print",     "enclose", "come_back",
                                            "deliver", "inspect",    "hand_back", "post",    NULL };

/* What was delivered and not accepted is delivered again. */
static gboolean
is_undone (const MadoEntity *handover, const char *step)
{
  return strcmp (mado_entity_get_state (handover), "enclosed") == 0 &&
         (strcmp (step, "deliver") == 0 || strcmp (step, "inspect") == 0);
}

/* Returns: (nullable): what was signed for a step of the track; of letters two are signed on their medium */
static yyjson_val *
find_step (const MadoHandoverSheet *sheet, const char **step)
{
  yyjson_val *entry = find_entry (sheet->handover, *step);

  if (strcmp (*step, "reach_shop") == 0)
    return sheet->print != NULL ? find_entry (sheet->print, "receive") : NULL;
  if (strcmp (*step, "come_back") == 0)
    return sheet->print != NULL ? find_entry (sheet->print, "close") : NULL;
  if (is_undone (sheet->handover, *step))
    return NULL;
  if (entry == NULL && strcmp (*step, "return") == 0 && find_entry (sheet->handover, "erase") != NULL) {
    *step = "erase";
    entry = find_entry (sheet->handover, "erase");
  }

  return entry;
}

static void
read_legs (const Sight *sight)
{
  MadoHandoverSheet *sheet = sight->sheet;
  const char *const *steps = mado_handover_sheet_is_of_letters (sheet) ? letter_steps : medium_steps;
  int here = -1;

  sheet->n_legs = g_strv_length ((char **) steps);
  for (int i = 0; i < (int) sheet->n_legs; i++) {
    MadoHandoverLeg *leg = &sheet->legs[i];
    const char *step = steps[i];
    yyjson_val *entry = find_step (sheet, &step);

    leg->step = step;
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

/* What their medium has to have done before letters go on. */
static const char *
find_medium_obstacle (const MadoHandoverSheet *sheet, const char *step)
{
  const char *state = sheet->print != NULL ? mado_entity_get_state (sheet->print) : "closed";

  if (strcmp (step, "print") == 0 && !mado_handover_has_arrived (state))
    return MADO_REFUSAL_MEDIUM_NOT_RECEIVED;

  return strcmp (step, "deliver") == 0 && strcmp (state, "closed") != 0 ? MADO_REFUSAL_MEDIUM_OUT : NULL;
}

static gboolean
is_held (const MadoHandoverSheet *sheet)
{
  return yyjson_obj_get (mado_entity_get_body (sheet->handover), "hold") != NULL;
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
  if (strcmp (step, "erase") == 0 && is_held (sheet))
    return MADO_REFUSAL_HELD;
  if (find_medium_obstacle (sheet, step) != NULL)
    return find_medium_obstacle (sheet, step);
  if (opens <= sight->now.microseconds / 1000)
    return NULL;
  *out_opens = opens;

  return MADO_REFUSAL_SAME_OCCASION;
}

/* Whoever ordered, or may not receive, signs for the shop by its paper. */
static gboolean
is_by_paper (const Sight *sight)
{
  const MadoPerson *person = sight->person;

  return mado_policy_has_duty (person, sight->programme, "handover") &&
         (has_signed (sight->sheet->handover, person->account, MADO_HANDOVER_GIVING) ||
          !mado_policy_has_duty (person, sight->programme, "receive"));
}

static void
read_next (const Sight *sight)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++) {
    MadoHandoverNext next = { .step = ways[i].step };
    const char *side;

    if (strcmp (ways[i].state, mado_entity_get_state (sight->sheet->handover)) != 0)
      continue;
    next.is_by_paper = ways[i].side == NULL && is_by_paper (sight);
    side = next.is_by_paper ? MADO_HANDOVER_GIVING : MADO_HANDOVER_RECEIVING;
    next.obstacle = find_obstacle (sight, next.step, ways[i].side != NULL ? ways[i].side : side, &next.opens);
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

static MadoEntity *
find_print (const MadoHandoverBook *book, const MadoEntity *handover)
{
  yyjson_val *body = mado_entity_get_body (handover);
  MadoId medium = mado_json_get_id (body, "printed_from"), letters = mado_json_get_id (body, "letters");

  return mado_handover_book_find (book, mado_id_is_valid (medium) ? medium : letters);
}

static void
read_stock (const Sight *sight)
{
  static const char *const away[] = { "carried", "received", "stored", "printed", "enclosed", "handed_back", NULL };
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
  static const char *const ours[] = { "made", "sealed", "delivered", "inspected", NULL };
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
  MadoEntity *partner = find_partner (book, handover), *print = find_print (book, handover);

  self->handover = mado_entity_ref (handover);
  self->partner = partner != NULL ? mado_entity_ref (partner) : NULL;
  self->print = print != NULL ? mado_entity_ref (print) : NULL;
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
  g_clear_pointer (&self->print, mado_entity_unref);
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

/**
 * mado_handover_sheet_is_of_letters:
 * @self: a sheet
 *
 * Returns: whether it is of letters that a print shop makes
 */
gboolean
mado_handover_sheet_is_of_letters (const MadoHandoverSheet *self)
{
  return strcmp (mado_json_get_text (mado_entity_get_body (self->handover), "kind"), MADO_HANDOVER_LETTERS) == 0;
}

/**
 * mado_handover_sheet_may_attach:
 * @self: a sheet
 * @programme: whose ledger it is
 * @person: who looks
 *
 * Returns: whether that person may attach photos and scans, also to what is closed
 */
gboolean
mado_handover_sheet_may_attach (G_GNUC_UNUSED const MadoHandoverSheet *self,
                                const MadoProgramme *programme,
                                const MadoPerson *person)
{
  return mado_policy_has_duty (person, programme, "handover") || mado_policy_has_duty (person, programme, "receive");
}

/**
 * mado_handover_sheet_may_hold:
 * @self: a sheet
 * @programme: whose ledger it is
 * @person: who looks
 *
 * Returns: whether that person may have it held, or let it go
 */
gboolean
mado_handover_sheet_may_hold (const MadoHandoverSheet *self, const MadoProgramme *programme, const MadoPerson *person)
{
  return !mado_handover_is_over (self->handover) && !mado_handover_sheet_is_of_letters (self) &&
         mado_handover_sheet_may_attach (self, programme, person);
}

/**
 * mado_handover_sheet_may_order:
 * @self: a sheet
 * @programme: whose ledger it is
 * @person: who looks
 *
 * Returns: whether that person may order letters to be printed from it
 */
gboolean
mado_handover_sheet_may_order (const MadoHandoverSheet *self, const MadoProgramme *programme, const MadoPerson *person)
{
  yyjson_val *body = mado_entity_get_body (self->handover);

  return strcmp (mado_json_get_text (body, "kind"), "medium") == 0 && yyjson_obj_get (body, "letters") == NULL &&
         !mado_handover_is_over (self->handover) && mado_policy_has_duty (person, programme, "handover") &&
         !has_signed (self->handover, person->account, MADO_HANDOVER_RECEIVING);
}
