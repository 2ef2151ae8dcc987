/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The address is looked at, never repeated: whoever may see it has it in the case. */

#include "mado-returned-mail.h"

#include <string.h>

#include "mado-address.h"
#include "mado-base-error.h"
#include "mado-json-member.h"
#include "mado-notice.h"
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

  if (!mado_payment_visit (database, mado_notice_kind.name, NULL, look_at, self, error))
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
mado_returned_mail_find (const MadoPaymentClerk *clerk, const char *scanned, const MadoTownTable *towns, GError **error)
{
  Finding finding = { .scanned = scanned };
  MadoReturnedMail *self;

  if (!mado_payment_clerk_read (clerk, find, &finding, error)) {
    g_clear_pointer (&finding.letter, mado_entity_unref);
    return NULL;
  }
  self = g_new0 (MadoReturnedMail, 1);
  self->letter = finding.letter;
  self->about = finding.about;
  check_address (self, towns);

  return self;
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
