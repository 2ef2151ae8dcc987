/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is said of a row is a word; the packet says which step of the case it is. */

#include "mado-answered-row.h"

#include <string.h>

/**
 * mado_answered_row_free:
 * @self: (transfer full): a row
 */
void
mado_answered_row_free (MadoAnsweredRow *self)
{
  g_free (self->reason);
  g_free (self->day);
  g_free (self->subject);
  g_free (self->left_out);
  g_clear_pointer (&self->changed, g_ptr_array_unref);
  g_free (self);
}

/**
 * mado_answered_state_get_name:
 * @state: a state
 *
 * Returns: (transfer none): its name for scripts
 */
const char *
mado_answered_state_get_name (MadoAnsweredState state)
{
  static const char *const names[] = { "equal", "same", "changed", "missing", "unknown", "twice", "refused" };

  return names[state];
}

static void
refuse_row (MadoAnsweredRow *self, const char *code, const char *subject)
{
  self->state = MADO_ANSWERED_REFUSED;
  self->code = code;
  g_free (self->subject);
  self->subject = g_strdup (subject);
}

static const MadoTransition *
find_transition (const MadoProgramme *programme, const MadoPacket *packet, const char *word)
{
  const MadoNamed *named = mado_section_find (packet->rows, word);

  if (named == NULL && word[0] != '\0')
    named = mado_section_find (packet->rows, "other");

  return named != NULL ? mado_section_find (programme->transitions, named->label) : NULL;
}

/* What was paid already fails by another step than what was not, to which a second person agrees. */
static const MadoTransition *
find_step (const MadoProgramme *programme, const MadoTransition *named, const char *state)
{
  for (guint i = 0; named != NULL && i < mado_section_get_count (programme->transitions); i++) {
    const MadoTransition *other = mado_section_get (programme->transitions, i);

    if (!mado_names_contain (named->from, state) && mado_names_contain (other->from, state) &&
        named->right[0] != '\0' && strcmp (other->right, named->right) == 0 &&
        strcmp (other->packet, named->packet) == 0)
      return other;
  }

  return named;
}

/* The digit of a bank's file says less than the programme wants to know: a person says more, where there is more. */
static const char *
find_reason (const MadoTransition *transition, const MadoAnswerLine *line)
{
  static const struct {
    const char *digit, *reason;
  } banks[] = { { "2", "口座なし" }, { "3", "解約" } };

  if (transition->reason->len == 0 || line->reason[0] != '\0')
    return line->reason;
  for (gsize i = 0; i < G_N_ELEMENTS (banks); i++)
    if (strcmp (banks[i].digit, line->word) == 0 && mado_names_contain (transition->reason, banks[i].reason))
      return banks[i].reason;

  return g_ascii_isdigit (line->word[0]) && mado_names_contain (transition->reason, "その他") ? "その他" : "";
}

static gboolean
takes_reason (const MadoTransition *transition, const char *reason)
{
  return transition->reason->len == 0 || mado_names_contain (transition->reason, reason) ||
         (mado_names_contain (transition->reason, "text") && reason[0] != '\0');
}

/**
 * mado_answered_row_read:
 * @self: a row that is as it went out
 * @clerk: who works on it
 * @packet: that comes back
 * @line: what was said of it
 *
 * Finds what it does with its case.
 */
void
mado_answered_row_read (MadoAnsweredRow *self,
                        const MadoDeskClerk *clerk,
                        const MadoPacket *packet,
                        const MadoAnswerLine *line)
{
  const MadoTransition *transition =
      find_step (clerk->programme, find_transition (clerk->programme, packet, line->word),
                 mado_entity_get_state (self->row->entity));

  self->transition = transition;
  self->day = g_strdup (line->day);
  if (transition == NULL) {
    refuse_row (self, MADO_ANSWER_WORD, NULL);
    return;
  }
  self->reason = g_strdup (find_reason (transition, line));
  if (line->code != NULL)
    refuse_row (self, line->code, NULL);
  else if (!takes_reason (transition, self->reason))
    refuse_row (self, MADO_ANSWER_REASON, transition->id);
}

static void
put_sets (const MadoAnsweredRow *self,
          const MadoProgramme *programme,
          const MadoPacket *packet,
          yyjson_mut_doc *doc,
          yyjson_mut_val *body)
{
  yyjson_mut_val *sets;

  if (self->day[0] == '\0' || strcmp (self->transition->packet, packet->id) != 0 || packet->sets->len == 0)
    return;
  sets = yyjson_mut_obj_add_obj (doc, body, "sets");
  for (guint i = 0; i < packet->sets->len; i++) {
    const MadoItem *item = mado_section_find (programme->items, g_ptr_array_index (packet->sets, i));

    if (strcmp (item->type, "month") == 0)
      yyjson_mut_obj_add_strncpy (doc, sets, item->id, self->day, strlen ("2025-04"));
    else if (strcmp (item->type, "date") == 0)
      yyjson_mut_obj_add_str (doc, sets, item->id, self->day);
  }
}

/**
 * mado_answered_row_write:
 * @self: a row that is to be taken over
 * @clerk: who does it
 * @packet: that comes back
 * @error: why it cannot be signed
 *
 * Returns: (transfer full) (nullable): what it does with its case
 */
MadoOperation *
mado_answered_row_write (const MadoAnsweredRow *self,
                         const MadoDeskClerk *clerk,
                         const MadoPacket *packet,
                         GError **error)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  const MadoDeskWish wish = {
    .kind = "case.move",
    .entity = self->row->id,
    .base = mado_entity_get_version (self->row->entity),
    .body = body,
    .is_signed = self->transition->signed_by[0] != '\0',
  };
  MadoOperation *operation;

  yyjson_mut_obj_add_str (doc, body, "transition", self->transition->id);
  if (self->reason[0] != '\0')
    yyjson_mut_obj_add_str (doc, body, "reason", self->reason);
  put_sets (self, clerk->programme, packet, doc, body);
  operation = mado_desk_clerk_write (clerk, &wish, error);
  yyjson_mut_doc_free (doc);

  return operation;
}

/**
 * mado_answered_row_refuse:
 * @self: a row
 * @refusal: of the work
 */
void
mado_answered_row_refuse (MadoAnsweredRow *self, const MadoRefusal *refusal)
{
  refuse_row (self, refusal->code, refusal->subjects->len > 0 ? g_ptr_array_index (refusal->subjects, 0) : NULL);
}

/**
 * mado_answered_row_try:
 * @self: a row that is as it went out
 * @clerk: who works on it
 * @packet: that comes back
 * @records: of the profile
 * @error: why it could not be tried
 *
 * Finds whether the work takes it. Without the key that signs it nobody can try what has to be signed; whoever writes
 * it needs the key.
 *
 * Returns: whether that is known
 */
gboolean
mado_answered_row_try (MadoAnsweredRow *self,
                       const MadoDeskClerk *clerk,
                       const MadoPacket *packet,
                       const MadoRecords *records,
                       GError **error)
{
  g_autoptr (MadoOperation) operation = NULL;
  g_autoptr (MadoOutcome) outcome = NULL;

  if (!mado_names_contain (self->transition->from, mado_entity_get_state (self->row->entity))) {
    refuse_row (self, MADO_REFUSAL_STATE, mado_entity_get_state (self->row->entity));
    return TRUE;
  }
  if (self->transition->signed_by[0] != '\0' && clerk->key == NULL)
    return TRUE;
  operation = mado_answered_row_write (self, clerk, packet, error);
  outcome = operation != NULL ? mado_desk_clerk_try (clerk, records, operation, error) : NULL;
  if (outcome != NULL && mado_outcome_is_refused (outcome))
    mado_answered_row_refuse (self, outcome->refusal);

  return outcome != NULL;
}
