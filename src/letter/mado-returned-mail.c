/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The address is looked at, never repeated: whoever may see it has it in the case. What came back is on record twice,
 * in one piece of work: at the letter, which waits again, and in its case, where whoever works on it is stopped by it.
 */

#include "mado-returned-mail.h"

#include <string.h>

#include "mado-address.h"
#include "mado-base-error.h"
#include "mado-json-member.h"
#include "mado-notice.h"
#include "mado-receipt-index.h"
#include "mado-row.h"
#include "mado-sheet-mark.h"

/**
 * mado_returned_mail_free:
 * @self: (nullable) (transfer full): what came back
 */
void
mado_returned_mail_free (MadoReturnedMail *self)
{
  if (self == NULL)
    return;

  mado_entity_unref (self->letter);
  g_clear_pointer (&self->about, mado_entity_unref);
  g_free (self);
}

/**
 * mado_letter_is_called:
 * @letter: a letter
 * @text: typed or scanned
 *
 * Returns: whether that is the number of its document, or the mark of a sheet that it has or had
 */
gboolean
mado_letter_is_called (const MadoEntity *letter, const char *text)
{
  yyjson_val *body = mado_entity_get_body (letter);
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (body, "sheets"));

  if (text[0] != '\0' && strcmp (mado_json_get_text (body, "number"), text) == 0)
    return TRUE;
  for (yyjson_val *step = yyjson_arr_iter_next (&iter); step != NULL; step = yyjson_arr_iter_next (&iter)) {
    const char *mark = mado_json_get_text (step, "mark");

    if (mark[0] != '\0' && mado_sheet_mark_is_of (text, mark))
      return TRUE;
  }

  return FALSE;
}

/**
 * mado_letter_may_come_back:
 * @letter: a letter
 *
 * Returns: whether it is on its way, so that it can come back
 */
gboolean
mado_letter_may_come_back (const MadoEntity *letter)
{
  const char *state = mado_entity_get_state (letter);

  return strcmp (state, "sent") == 0 || strcmp (state, "delivered") == 0;
}

/* --- finding it --------------------------------------------------------------------------------------------------- */

typedef struct {
  const char *scanned;
  MadoEntity *letter;
  MadoEntity *about;
} Finding;

/* Two letters may have one number only if one of them is not on its way: then it is the other. */
static gboolean
look_at (gpointer user_data, MadoEntity *entity, G_GNUC_UNUSED GError **error)
{
  Finding *self = user_data;

  if (!mado_letter_is_called (entity, self->scanned) ||
      (self->letter != NULL && mado_letter_may_come_back (self->letter)))
    return TRUE;
  g_clear_pointer (&self->letter, mado_entity_unref);
  self->letter = mado_entity_ref (entity);

  return TRUE;
}

static gboolean
find (MadoDatabase *database, gpointer request, GError **error)
{
  Finding *self = request;
  g_auto (MadoRow) row = { 0 };
  MadoId about;

  if (!mado_desk_visit (database, mado_notice_kind.name, NULL, look_at, self, error))
    return FALSE;
  if (self->letter == NULL) {
    g_set_error_literal (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID,
                         "no letter has this number, and no sheet this mark");
    return FALSE;
  }
  about = mado_json_get_id (mado_entity_get_body (self->letter), "case");
  if (mado_id_is_valid (about) && !mado_row_find (database, about, &row, error))
    return FALSE;
  self->about = g_steal_pointer (&row.entity);

  return TRUE;
}

static void
check_address (MadoReturnedMail *self, const MadoTownTable *towns)
{
  yyjson_val *items = self->about != NULL ? yyjson_obj_get (mado_entity_get_body (self->about), "items") : NULL;
  const char *text = mado_json_get_text (items, "address");
  g_autoptr (MadoAddress) address = NULL;

  if (text[0] == '\0' || towns == NULL)
    return;
  address = mado_address_parse (text, towns);
  self->has_address = TRUE;
  self->town_is_known = address->town_known;
  self->block_is_given = address->block[0] != '\0';
}

/**
 * mado_returned_mail_find:
 * @clerk: who has it in their hands
 * @scanned: the number of the document, or the mark of a sheet
 * @towns: (nullable): the post's table
 * @error: that no letter has it, or why nobody can say
 *
 * Returns: (transfer full) (nullable): the letter
 */
MadoReturnedMail *
mado_returned_mail_find (const MadoDeskClerk *clerk, const char *scanned, const MadoTownTable *towns, GError **error)
{
  Finding finding = { .scanned = scanned };
  MadoReturnedMail *self;

  if (!mado_desk_clerk_read (clerk, find, &finding, error)) {
    g_clear_pointer (&finding.letter, mado_entity_unref);
    return NULL;
  }
  self = g_new0 (MadoReturnedMail, 1);
  self->letter = finding.letter;
  self->about = finding.about;
  check_address (self, towns);

  return self;
}

/* --- taking it back ----------------------------------------------------------------------------------------------- */

static gboolean
fills_record (const MadoProgramme *programme, const MadoTransition *transition)
{
  g_autofree char *filled_by = g_strconcat ("transition ", transition->id, NULL);

  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);

    if (strcmp (item->type, "record") == 0 && strcmp (item->set_by, filled_by) == 0)
      return TRUE;
  }

  return FALSE;
}

/**
 * mado_returned_mail_find_transition:
 * @programme: a programme
 *
 * Returns: (transfer none) (nullable): the step with which its cases note that mail came back; %NULL: they do not
 */
const MadoTransition *
mado_returned_mail_find_transition (const MadoProgramme *programme)
{
  for (guint i = 0; i < mado_section_get_count (programme->transitions); i++) {
    const MadoTransition *transition = mado_section_get (programme->transitions, i);

    if (transition->opens[0] != '\0' && fills_record (programme, transition))
      return transition;
  }

  return NULL;
}

static gboolean
knows_reason (const MadoTransition *transition, const char *reason)
{
  return transition->reason->len == 0 || mado_names_contain (transition->reason, "text") ||
         mado_names_contain (transition->reason, reason);
}

typedef struct {
  const MadoDeskClerk *clerk;
  MadoReturnedMail *mail;
  const MadoLetterAct *act;
  GPtrArray *operations; /* (element-type MadoOperation) */
  const char *refused;   /* (nullable) */
  gboolean is_noting;    /* one of them is the case's */
} Taking;

static MadoOperation *
write_noting (const Taking *self, const MadoTransition *transition, GError **error)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  const MadoDeskWish wish = { .kind = "case.move",
                              .entity = mado_entity_get_id (self->mail->about),
                              .base = mado_entity_get_version (self->mail->about),
                              .body = yyjson_mut_obj (doc) };
  MadoOperation *operation;

  yyjson_mut_obj_add_strcpy (doc, wish.body, "transition", transition->id);
  yyjson_mut_obj_add_strcpy (doc, wish.body, "reason", self->act->reason);
  operation = mado_desk_clerk_write (self->clerk, &wish, error);
  yyjson_mut_doc_free (doc);

  return operation;
}

/* Returns: whether it is known what would come of it; what is not refused will be written */
static gboolean
try_one (Taking *self, const MadoRecords *records, MadoOperation *operation, const char **out_refused, GError **error)
{
  g_autoptr (MadoOperation) written = operation;
  g_autoptr (MadoOutcome) outcome = written != NULL ? mado_desk_clerk_try (self->clerk, records, written, error) : NULL;

  if (outcome == NULL)
    return FALSE;
  if (mado_outcome_is_refused (outcome))
    *out_refused = g_intern_string (outcome->refusal->code);
  else
    g_ptr_array_add (self->operations, g_steal_pointer (&written));

  return TRUE;
}

/* A case that is over has nobody whom it could stop: it is not noted there, and the letter says it alone. */
static gboolean
try_noting (Taking *self, const MadoRecords *records, GError **error)
{
  const MadoTransition *transition = mado_returned_mail_find_transition (self->clerk->programme);
  const MadoEntity *about = self->mail->about;
  const char *refused = NULL;

  if (about == NULL || transition == NULL || !mado_names_contain (transition->from, mado_entity_get_state (about)))
    return TRUE;
  if (!try_one (self, records, write_noting (self, transition, error), &refused, error))
    return FALSE;
  self->is_noting = refused == NULL;

  return TRUE;
}

static gboolean
try_all (MadoDatabase *database, gpointer request, GError **error)
{
  Taking *self = request;
  const MadoRecords records = mado_receipt_get_records (database);

  return try_one (self, &records, mado_letter_act_write (self->clerk, self->mail->letter, self->act, error),
                  &self->refused, error) &&
         try_noting (self, &records, error);
}

/**
 * mado_returned_mail_take_back:
 * @clerk: who has it in their hands
 * @mail: a letter that came back
 * @act: why, when, and by when somebody acts on it
 * @out_refused: (out) (transfer none) (nullable): the code with which the work refused it
 * @error: why it could not be written
 *
 * The letter waits again; and its case notes that mail came back, where it has a step for that which it can do now.
 *
 * Returns: whether that is known
 */
gboolean
mado_returned_mail_take_back (const MadoDeskClerk *clerk,
                              MadoReturnedMail *mail,
                              const MadoLetterAct *act,
                              const char **out_refused,
                              GError **error)
{
  const MadoTransition *transition = mado_returned_mail_find_transition (clerk->programme);
  g_autoptr (GPtrArray) operations = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_operation_unref);
  Taking taking = { clerk, mail, act, operations, NULL, FALSE };
  g_autoptr (GPtrArray) outcomes = NULL;

  *out_refused = NULL;
  if (transition != NULL && !knows_reason (transition, act->reason)) {
    *out_refused = MADO_REFUSAL_REASON;
    return TRUE;
  }
  if (!mado_desk_clerk_read (clerk, try_all, &taking, error))
    return FALSE;
  *out_refused = taking.refused;
  if (taking.refused != NULL)
    return TRUE;
  outcomes = mado_desk_clerk_save (clerk, operations, error);
  mail->is_noted = outcomes != NULL && taking.is_noting;

  return outcomes != NULL;
}

/**
 * mado_returned_mail_get_reasons:
 *
 * Returns: (transfer none) (array zero-terminated=1): what the post writes on mail that it brings back
 */
const char *const *
mado_returned_mail_get_reasons (void)
{
  static const char *const reasons[] = { "あて所なし", "転居", "保管期間経過", "受取拒否", "住所不完全", NULL };

  return reasons;
}
