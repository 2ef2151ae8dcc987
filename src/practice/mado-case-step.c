/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One transition of a case, with all that it has to bring; which there are and what they need, the programme says. */

#include "mado-case-step.h"

#include <string.h>

#include "mado-case-event.h"
#include "mado-case-form.h"
#include "mado-json-member.h"

#define NO_HURRY 10 /* office days at most in a state that has no limit */

static void
add_reason (MadoCaseLife *life, const MadoTransition *transition, yyjson_mut_doc *doc, yyjson_mut_val *body)
{
  MadoCounter *counter = life->office->counter;
  const GPtrArray *reasons = transition->reason;

  if (reasons->len > 0 && mado_names_contain (reasons, "text"))
    yyjson_mut_obj_add_str (doc, body, "reason",
                            mado_phrases_pick (life->office->scenery->phrases, "reason", &counter->chance));
  else if (reasons->len > 0)
    yyjson_mut_obj_add_str (doc, body, "reason",
                            g_ptr_array_index (reasons, mado_chance_roll (&counter->chance, reasons->len)));
}

static void
add_deficiency (MadoCaseLife *life, const MadoTransition *transition, yyjson_mut_doc *doc, yyjson_mut_val *body)
{
  MadoCounter *counter = life->office->counter;
  g_autofree char *due = mado_counter_dup_day_after (counter, 10);

  if (transition->opens[0] == '\0')
    return;
  yyjson_mut_obj_add_str (doc, body, "text",
                          mado_phrases_pick (life->office->scenery->phrases, "text", &counter->chance));
  yyjson_mut_obj_add_strcpy (doc, body, "due", due);
}

static void
add_open_deficiencies (MadoCaseLife *life, const MadoTransition *transition, yyjson_mut_doc *doc, yyjson_mut_val *body)
{
  yyjson_val *all = yyjson_obj_get (mado_case_life_get_body (life), "deficiencies");
  yyjson_arr_iter iter = yyjson_arr_iter_with (all);

  if (transition->closes[0] == '\0')
    return;

  yyjson_mut_val *named = yyjson_mut_obj_add_arr (doc, body, "deficiencies");

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter))
    if (yyjson_obj_get (one, "closed") == NULL)
      yyjson_mut_obj_add_strcpy (doc, yyjson_mut_arr_add_obj (doc, named), "id", mado_json_get_text (one, "id"));
}

/* What a row of a packet brings beside the news: a day or a month. */
static void
add_sets (MadoCaseLife *life, const MadoTransition *transition, yyjson_mut_doc *doc, yyjson_mut_val *body)
{
  const MadoPacket *packet = mado_section_find (life->office->programme->packets, transition->packet);
  const char *today = mado_counter_get_today (life->office->counter);

  if (packet == NULL || packet->from[0] == '\0' || packet->sets->len == 0)
    return;

  yyjson_mut_val *sets = yyjson_mut_obj_add_obj (doc, body, "sets");

  for (guint i = 0; i < packet->sets->len; i++) {
    const MadoItem *item = mado_section_find (life->office->programme->items, g_ptr_array_index (packet->sets, i));
    gsize length = strcmp (item->type, "month") == 0 ? strlen ("2025-04") : strlen (today);

    yyjson_mut_obj_add_strncpy (doc, sets, item->id, today, length);
  }
}

static void
add_batch (MadoCaseLife *life, const MadoTransition *transition, yyjson_mut_doc *doc, yyjson_mut_val *body)
{
  char id[MADO_ID_TEXT_SIZE];

  if (strcmp (transition->right, "order") != 0)
    return;
  mado_id_to_text (mado_office_get_batch (life->office, transition->packet), id);
  yyjson_mut_obj_add_strcpy (doc, body, "batch", id);
}

/* What it says of the form: all of it where the case begins to claim, a little where it may change something. */
static void
add_form (MadoCaseLife *life, const MadoTransition *transition, yyjson_mut_doc *doc, yyjson_mut_val *body)
{
  if (mado_names_contain (transition->claims, "receipt"))
    yyjson_mut_obj_add_strcpy (doc, body, "receipt", life->paper->receipt);
  if (strcmp (transition->right, "claim") == 0)
    mado_case_form_add (life, transition->roles, doc, body);
  else if (transition->edited->len > 0)
    mado_case_form_add_change (life, transition, doc, body);
}

static void
add_move (MadoCaseLife *life, const MadoTransition *transition, yyjson_mut_doc *doc, yyjson_mut_val *body)
{
  yyjson_mut_obj_add_str (doc, body, "transition", transition->id);
  add_reason (life, transition, doc, body);
  add_deficiency (life, transition, doc, body);
  add_open_deficiencies (life, transition, doc, body);
  add_sets (life, transition, doc, body);
  add_batch (life, transition, doc, body);
  add_form (life, transition, doc, body);
}

/* Whoever is asked mostly agrees. */
static gboolean
answer (MadoCaseLife *life, const MadoTransition *transition, yyjson_mut_doc *doc)
{
  MadoCounter *counter = life->office->counter;
  yyjson_val *asked = yyjson_obj_get (mado_case_life_get_body (life), "asked");
  g_autoptr (GPtrArray) second = mado_staff_list (counter->staff, transition->second_person, &counter->chance);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  gboolean agrees = mado_counter_happens (counter, 900);

  if (asked == NULL)
    return TRUE;
  yyjson_mut_obj_add_strcpy (doc, body, "operation", mado_json_get_text (asked, "operation"));

  return mado_case_life_do (life, agrees ? "case.agree" : "case.decline", body, second);
}

/* A state says after how long a case in it is late; most are in time. */
static gint64
get_limit (const MadoCaseLife *life)
{
  const MadoState *state = mado_section_find (life->office->programme->states, mado_case_life_get_state (life));

  if (state == NULL || state->late_after.count == 0)
    return NO_HURRY;

  return strcmp (state->late_after.unit, "days") == 0 ? state->late_after.count * 5 / 7 : state->late_after.count;
}

static void
settle_into (MadoCaseLife *life, const MadoTransition *transition)
{
  MadoOffice *office = life->office;
  int pause = (int) mado_chance_between (&office->counter->chance, 0, get_limit (life) * 6 / 5);

  g_ptr_array_add (life->states, (gpointer) transition->to);
  life->due = office->day + pause;
  if (strcmp (transition->right, "order") == 0)
    life->due = mado_office_get_next_payment (office) + pause;
  mado_case_event_send_letters (life, transition);
}

/**
 * mado_case_step_take:
 * @life: a case
 * @transition: from its state
 *
 * Returns: whether somebody made it, and where it takes a second person, had an answer
 */
gboolean
mado_case_step_take (MadoCaseLife *life, const MadoTransition *transition)
{
  MadoCounter *counter = life->office->counter;
  gboolean is_order = strcmp (transition->right, "order") == 0; /* by few: somebody else has to approve the batch */
  g_autoptr (GPtrArray) who = mado_staff_list (counter->staff, transition->roles, is_order ? NULL : &counter->chance);
  g_autoptr (GPtrArray) signer_roles = g_ptr_array_new ();
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  gboolean is_done;

  if (transition->signed_by[0] != '\0')
    g_ptr_array_add (signer_roles, (gpointer) transition->signed_by);

  g_autoptr (GPtrArray) signer = mado_staff_list (counter->staff, signer_roles, &counter->chance);
  MadoWish wish = { "case.move", life->id, body, who, signer, FALSE };

  if (!mado_id_is_valid (life->id))
    wish.entity = mado_counter_draw_id (counter);
  mado_office_pass_time (life->office);
  add_move (life, transition, doc, body);
  is_done = mado_counter_do (counter, &wish) != NULL;
  if (is_done) {
    life->id = wish.entity;
    is_done = answer (life, transition, doc);
    settle_into (life, transition);
  }
  yyjson_mut_doc_free (doc);

  return is_done;
}
