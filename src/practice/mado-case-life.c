/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A visit to a case: something happens to it, or somebody tries to move it on, and does what is missing where that
 * cannot be yet. Which transitions there are and what they need, the programme says. */

#include "mado-case-life.h"

#include <string.h>

#include "mado-case-event.h"
#include "mado-case-form.h"
#include "mado-case-remedy.h"
#include "mado-json-member.h"

#define PATIENCE 3 /* visits in vain before somebody gives it up */
#define SETBACK 130
#define BY_AND_BY 4 /* office days at most from one visit to the next */
#define NO_HURRY 10 /* office days at most in a state that has no limit */

/**
 * mado_case_life_new:
 * @office: where it is worked on; must outlive it
 * @paper: (transfer full): the application
 * @due: the office day on which it comes
 *
 * Returns: (transfer full): a case that nobody has seen yet
 */
MadoCaseLife *
mado_case_life_new (MadoOffice *office, MadoPaper *paper, int due)
{
  MadoCaseLife *self = g_new0 (MadoCaseLife, 1);

  self->office = office;
  self->paper = paper;
  self->due = due;
  self->states = g_ptr_array_new ();

  return self;
}

/**
 * mado_case_life_free:
 * @self: (transfer full): a case
 */
void
mado_case_life_free (MadoCaseLife *self)
{
  mado_paper_free (self->paper);
  g_ptr_array_unref (self->states);
  g_free (self);
}

/**
 * mado_case_life_find:
 * @self: a case
 *
 * Returns: (transfer none) (nullable): as it is on record; %NULL before it was received
 */
MadoEntity *
mado_case_life_find (const MadoCaseLife *self)
{
  return mado_id_is_valid (self->id) ? mado_counter_find (self->office->counter, self->id) : NULL;
}

/**
 * mado_case_life_get_body:
 * @self: a case
 *
 * Returns: (transfer none) (nullable): what is on record of it; %NULL before it was received
 */
yyjson_val *
mado_case_life_get_body (const MadoCaseLife *self)
{
  MadoEntity *entity = mado_case_life_find (self);

  return entity != NULL ? mado_entity_get_body (entity) : NULL;
}

/**
 * mado_case_life_get_state:
 * @self: a case
 *
 * Returns: (transfer none): its state
 */
const char *
mado_case_life_get_state (const MadoCaseLife *self)
{
  MadoEntity *entity = mado_case_life_find (self);

  return entity != NULL ? mado_entity_get_state (entity) : MADO_STATE_NEW;
}

/**
 * mado_case_life_do:
 * @self: a case
 * @kind: what is done with it
 * @body: what exactly
 * @who: (element-type MadoClerk): the first of them whom the rules let does it
 *
 * Returns: whether it was done
 */
gboolean
mado_case_life_do (MadoCaseLife *self, const char *kind, yyjson_mut_val *body, const GPtrArray *who)
{
  MadoWish wish = { kind, self->id, body, .who = who };

  mado_office_pass_time (self->office);

  return mado_id_is_valid (self->id) && mado_counter_do (self->office->counter, &wish) != NULL;
}

/* --- transitions ------------------------------------------------------------------------------------------------- */

static void
add_reason (MadoCaseLife *self, const MadoTransition *transition, yyjson_mut_doc *doc, yyjson_mut_val *body)
{
  MadoCounter *counter = self->office->counter;
  const GPtrArray *reasons = transition->reason;

  if (reasons->len > 0 && mado_names_contain (reasons, "text"))
    yyjson_mut_obj_add_str (doc, body, "reason",
                            mado_phrases_pick (self->office->scenery->phrases, "reason", &counter->chance));
  else if (reasons->len > 0)
    yyjson_mut_obj_add_str (doc, body, "reason",
                            g_ptr_array_index (reasons, mado_chance_roll (&counter->chance, reasons->len)));
}

static void
add_deficiency (MadoCaseLife *self, const MadoTransition *transition, yyjson_mut_doc *doc, yyjson_mut_val *body)
{
  MadoCounter *counter = self->office->counter;
  g_autofree char *due = mado_counter_dup_day_after (counter, 10);

  if (transition->opens[0] == '\0')
    return;
  yyjson_mut_obj_add_str (doc, body, "text",
                          mado_phrases_pick (self->office->scenery->phrases, "text", &counter->chance));
  yyjson_mut_obj_add_strcpy (doc, body, "due", due);
}

static void
add_open_deficiencies (MadoCaseLife *self, const MadoTransition *transition, yyjson_mut_doc *doc, yyjson_mut_val *body)
{
  yyjson_val *all = yyjson_obj_get (mado_case_life_get_body (self), "deficiencies");
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
add_sets (MadoCaseLife *self, const MadoTransition *transition, yyjson_mut_doc *doc, yyjson_mut_val *body)
{
  const MadoPacket *packet = mado_section_find (self->office->programme->packets, transition->packet);
  const char *today = mado_counter_get_today (self->office->counter);

  if (packet == NULL || packet->from[0] == '\0' || packet->sets->len == 0)
    return;

  yyjson_mut_val *sets = yyjson_mut_obj_add_obj (doc, body, "sets");

  for (guint i = 0; i < packet->sets->len; i++) {
    const MadoItem *item = mado_section_find (self->office->programme->items, g_ptr_array_index (packet->sets, i));
    gsize length = strcmp (item->type, "month") == 0 ? strlen ("2025-04") : strlen (today);

    yyjson_mut_obj_add_strncpy (doc, sets, item->id, today, length);
  }
}

static void
add_batch (MadoCaseLife *self, const MadoTransition *transition, yyjson_mut_doc *doc, yyjson_mut_val *body)
{
  char id[MADO_ID_TEXT_SIZE];

  if (strcmp (transition->right, "order") != 0)
    return;
  mado_id_to_text (mado_office_get_batch (self->office, transition->packet), id);
  yyjson_mut_obj_add_strcpy (doc, body, "batch", id);
}

/* What it says of the form: all of it where the case begins to claim, a little where it may change something. */
static void
add_form (MadoCaseLife *self, const MadoTransition *transition, yyjson_mut_doc *doc, yyjson_mut_val *body)
{
  if (mado_names_contain (transition->claims, "receipt"))
    yyjson_mut_obj_add_strcpy (doc, body, "receipt", self->paper->receipt);
  if (strcmp (transition->right, "claim") == 0)
    mado_case_form_add (self, transition->roles, doc, body);
  else if (transition->edited->len > 0)
    mado_case_event_add_change (self, transition, doc, body);
}

static void
add_move (MadoCaseLife *self, const MadoTransition *transition, yyjson_mut_doc *doc, yyjson_mut_val *body)
{
  yyjson_mut_obj_add_str (doc, body, "transition", transition->id);
  add_reason (self, transition, doc, body);
  add_deficiency (self, transition, doc, body);
  add_open_deficiencies (self, transition, doc, body);
  add_sets (self, transition, doc, body);
  add_batch (self, transition, doc, body);
  add_form (self, transition, doc, body);
}

/* Whoever is asked mostly agrees. */
static gboolean
answer (MadoCaseLife *self, const MadoTransition *transition, yyjson_mut_doc *doc)
{
  MadoCounter *counter = self->office->counter;
  yyjson_val *asked = yyjson_obj_get (mado_case_life_get_body (self), "asked");
  g_autoptr (GPtrArray) second = mado_staff_list (counter->staff, transition->second_person, &counter->chance);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  gboolean agrees = mado_counter_happens (counter, 900);

  if (asked == NULL)
    return TRUE;
  yyjson_mut_obj_add_strcpy (doc, body, "operation", mado_json_get_text (asked, "operation"));

  return mado_case_life_do (self, agrees ? "case.agree" : "case.decline", body, second);
}

/* A state says after how long a case in it is late; most are in time. */
static gint64
get_limit (const MadoCaseLife *self)
{
  const MadoState *state = mado_section_find (self->office->programme->states, mado_case_life_get_state (self));

  if (state == NULL || state->late_after.count == 0)
    return NO_HURRY;

  return strcmp (state->late_after.unit, "days") == 0 ? state->late_after.count * 5 / 7 : state->late_after.count;
}

static void
settle_into (MadoCaseLife *self, const MadoTransition *transition)
{
  MadoOffice *office = self->office;
  int pause = (int) mado_chance_between (&office->counter->chance, 0, get_limit (self) * 6 / 5);

  g_ptr_array_add (self->states, (gpointer) transition->to);
  self->due = office->day + pause;
  if (strcmp (transition->right, "order") == 0)
    self->due = mado_office_get_next_payment (office) + pause;
  mado_case_event_send_letters (self, transition);
}

/**
 * mado_case_life_move:
 * @self: a case
 * @transition: from its state
 *
 * Returns: whether somebody made it, and where it takes a second person, had an answer
 */
gboolean
mado_case_life_move (MadoCaseLife *self, const MadoTransition *transition)
{
  MadoCounter *counter = self->office->counter;
  gboolean is_order = strcmp (transition->right, "order") == 0; /* by few: somebody else has to approve the batch */
  g_autoptr (GPtrArray) who = mado_staff_list (counter->staff, transition->roles, is_order ? NULL : &counter->chance);
  g_autoptr (GPtrArray) signer_roles = g_ptr_array_new ();
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  gboolean is_done;

  if (transition->signed_by[0] != '\0')
    g_ptr_array_add (signer_roles, (gpointer) transition->signed_by);

  g_autoptr (GPtrArray) signer = mado_staff_list (counter->staff, signer_roles, &counter->chance);
  MadoWish wish = { "case.move", self->id, body, who, signer, FALSE };

  if (!mado_id_is_valid (self->id))
    wish.entity = mado_counter_draw_id (counter);
  mado_office_pass_time (self->office);
  add_move (self, transition, doc, body);
  is_done = mado_counter_do (counter, &wish) != NULL;
  if (is_done) {
    self->id = wish.entity;
    is_done = answer (self, transition, doc);
    settle_into (self, transition);
  }
  yyjson_mut_doc_free (doc);

  return is_done;
}

/* --- visits ------------------------------------------------------------------------------------------------------ */

static gboolean
has_been_in (const MadoCaseLife *self, const char *state)
{
  return mado_names_contain (self->states, state);
}

static gboolean
move_on (MadoCaseLife *self, MadoRouteWay way)
{
  g_autofree char *state = g_strdup (mado_case_life_get_state (self));
  const MadoSection *transitions = self->office->programme->transitions;
  guint n = mado_section_get_count (transitions);
  guint first = mado_chance_roll (&self->office->counter->chance, n);

  for (guint i = 0; i < n; i++) {
    const MadoTransition *transition = mado_section_get (transitions, (first + i) % n);

    if (!mado_names_contain (transition->from, state) ||
        mado_route_judge (self->office->route, transition, state) != way ||
        (way == MADO_ROUTE_AROUND && has_been_in (self, transition->to)))
      continue;
    if (mado_case_life_move (self, transition) || mado_case_remedy_apply (self))
      return TRUE;
  }

  return FALSE;
}

/* Who gets nothing gives it up, if the programme has a way. */
static void
give_up (MadoCaseLife *self)
{
  self->is_over = ++self->n_idle > PATIENCE;
  self->due = self->office->day + 1 + (int) mado_chance_roll (&self->office->counter->chance, 5);
  if (self->n_idle == PATIENCE)
    mado_case_event_release (self);
}

/**
 * mado_case_life_receive:
 * @self: a case that nobody has seen yet
 *
 * The application comes in, or what the register says.
 *
 * Returns: whether it is on record now
 */
gboolean
mado_case_life_receive (MadoCaseLife *self)
{
  const MadoSection *transitions = self->office->programme->transitions;
  guint n = mado_section_get_count (transitions);
  guint first = mado_chance_roll (&self->office->counter->chance, n);

  for (guint i = 0; i < n && !mado_id_is_valid (self->id); i++) {
    const MadoTransition *transition = mado_section_get (transitions, (first + i) % n);

    if (mado_names_contain (transition->from, MADO_STATE_NEW) && strcmp (transition->right, "claim") == 0)
      mado_case_life_move (self, transition);
  }

  return mado_id_is_valid (self->id);
}

/**
 * mado_case_life_visit:
 * @self: a case that is due
 */
void
mado_case_life_visit (MadoCaseLife *self)
{
  MadoCounter *counter = self->office->counter;
  gboolean is_new = !mado_id_is_valid (self->id);

  self->due = self->office->day + 1 + (int) mado_chance_roll (&counter->chance, BY_AND_BY);
  if (is_new && mado_counter_happens (counter, 750) && mado_case_life_receive (self))
    return;
  if (!is_new)
    mado_case_event_happen (self);
  if (!is_new && mado_counter_happens (counter, SETBACK) && mado_case_event_set_back (self))
    return;

  const MadoState *state = mado_section_find (self->office->programme->states, mado_case_life_get_state (self));

  if (state != NULL && state->is_end)
    self->is_over = TRUE;
  else if (move_on (self, MADO_ROUTE_ON) || move_on (self, MADO_ROUTE_AROUND))
    self->n_idle = 0;
  else
    give_up (self);
}
