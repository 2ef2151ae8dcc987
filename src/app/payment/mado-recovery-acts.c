/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Money that comes back, as somebody takes its steps at a window. */

#include "mado-recovery-acts.h"

#include <string.h>

#include "mado-refusal.h"

static void
put_text (yyjson_mut_doc *doc, yyjson_mut_val *body, const char *name, const char *text)
{
  if (text != NULL)
    yyjson_mut_obj_add_strcpy (doc, body, name, text);
}

static void
put_order (const MadoMoneyOrder *order, const char *day_name, yyjson_mut_doc *doc, yyjson_mut_val *body)
{
  char day[MADO_DATE_ISO_SIZE];

  put_text (doc, body, "why", order->cause);
  put_text (doc, body, "reason", order->reason);
  put_text (doc, body, "entry", order->entry);
  if (order->amount > 0)
    yyjson_mut_obj_add_sint (doc, body, "amount", order->amount);
  if (mado_date_is_valid (order->day)) {
    mado_date_to_iso (order->day, day);
    put_text (doc, body, day_name, day);
  }
}

/* Of sums the work says only that they do not match: here it is plain which. */
static const char *
get_code (const char *refused)
{
  return refused != NULL && strcmp (refused, MADO_REFUSAL_COUNT) == 0 ? "E_RECOVERY_SUM" : refused;
}

static gboolean
save (MadoMoneySheet *sheet, const MadoDeskWish *wish, GError **error)
{
  const char *refused = NULL;

  if (!mado_desk_clerk_save_or_tell (sheet->clerk, wish, &refused, error))
    return FALSE;
  sheet->refused = get_code (refused);
  sheet->is_written = refused == NULL;

  return TRUE;
}

/**
 * mado_recovery_act_ask:
 * @sheet: a sheet
 * @order: of which receipt number, why, how much, the reason, and by which day where that is said
 * @error: why it could not be written
 *
 * Returns: whether that is known; the sheet says whether it was refused
 */
gboolean
mado_recovery_act_ask (MadoMoneySheet *sheet, MadoMoneyOrder *order, GError **error)
{
  MadoId paid = MADO_ID_NONE;
  yyjson_mut_doc *doc;
  yyjson_mut_val *body;
  gboolean is_known;
  char id[MADO_ID_TEXT_SIZE];

  if (!mado_desk_clerk_find_case (sheet->clerk, order->receipt, &paid, error))
    return FALSE;
  if (!mado_id_is_valid (paid)) {
    sheet->refused = "E_NO_RECEIPT";
    return TRUE;
  }
  doc = yyjson_mut_doc_new (NULL);
  body = yyjson_mut_obj (doc);
  mado_id_to_text (paid, id);
  put_text (doc, body, "case", id);
  put_order (order, "due", doc, body);
  is_known = save (sheet, &(const MadoDeskWish) { order->kind, mado_id_draw (), 0, body, FALSE }, error);
  yyjson_mut_doc_free (doc);

  return is_known;
}

/**
 * mado_recovery_act_step:
 * @sheet: a sheet
 * @order: which step of which recovery, as its version was seen, with what it needs
 * @error: why it could not be written
 *
 * Returns: whether that is known; the sheet says whether it was refused
 */
gboolean
mado_recovery_act_step (MadoMoneySheet *sheet, MadoMoneyOrder *order, GError **error)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  gboolean is_known;

  put_order (order, "day", doc, body);
  is_known = save (sheet, &(const MadoDeskWish) { order->kind, order->row, order->base, body, FALSE }, error);
  yyjson_mut_doc_free (doc);

  return is_known;
}
