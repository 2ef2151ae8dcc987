/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Proposes what may be done; mado_apply() decides. */

#include "mado-inquiry-sheet.h"

#include <string.h>

#include "mado-json-member.h"
#include "mado-policy.h"
#include "mado-projection.h"

static const char *const wait_names[] = {
  [MADO_INQUIRY_CALL_BACK] = "call_back",
  [MADO_INQUIRY_ASK_WARD] = "ask_ward",
};

static yyjson_val *
get_thread (const MadoInquirySheet *self)
{
  return yyjson_obj_get (mado_entity_get_body (self->inquiry), "thread");
}

static yyjson_val *
get_wait (const MadoInquirySheet *self, MadoInquiryWait wait)
{
  return yyjson_obj_get (yyjson_obj_get (mado_entity_get_body (self->inquiry), "waits"), wait_names[wait]);
}

/* --- what may be done --------------------------------------------------------------------------------------------- */

/* Nobody answers what they have asked themselves. */
static MadoInquiryMay
find_ward_acts (const MadoInquirySheet *self, const MadoPerson *person)
{
  const char *asked_by = mado_json_get_text (get_wait (self, MADO_INQUIRY_ASK_WARD), "by");

  return strcmp (asked_by, person->account) != 0 ? MADO_INQUIRY_MAY_REPLY : 0;
}

static MadoInquiryMay
find_desk_acts (const MadoInquirySheet *self)
{
  MadoInquiryMay may = MADO_INQUIRY_MAY_ANSWER | MADO_INQUIRY_MAY_CLOSE;

  if (get_wait (self, MADO_INQUIRY_CALL_BACK) != NULL)
    may |= MADO_INQUIRY_MAY_CALL;
  if (get_wait (self, MADO_INQUIRY_ASK_WARD) == NULL)
    may |= MADO_INQUIRY_MAY_ASK;

  return may;
}

static MadoInquiryMay
find_acts (const MadoInquirySheet *self, const MadoProgramme *programme, const MadoPerson *person)
{
  gboolean is_closed = strcmp (mado_entity_get_state (self->inquiry), "closed") == 0;
  MadoInquiryMay may = 0;

  if (mado_policy_has_duty (person, programme, "calls"))
    may |= MADO_INQUIRY_MAY_LINK | (is_closed ? 0 : find_desk_acts (self));
  if (mado_policy_has_duty (person, programme, "oversee") && !is_closed)
    may |= find_ward_acts (self, person);

  return may;
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

static gboolean
read_title (MadoInquirySheet *self, const MadoProgramme *programme, const MadoPerson *person, GError **error)
{
  g_autoptr (MadoEntity) seen = NULL;

  if (self->subject != NULL && !mado_project_for_person (programme, self->subject, NULL, person, &seen, error))
    return FALSE;
  if (seen != NULL)
    mado_case_title_read (&self->title, programme, seen);
  else
    self->title = (MadoCaseTitle) { g_strdup (""), g_strdup (""), g_strdup (""), g_strdup ("") };

  return TRUE;
}

/**
 * mado_inquiry_sheet_read:
 * @programme: the programme
 * @person: who reads
 * @inquiry: as it is in the file
 * @subject: (nullable): the case that it names, the same
 * @out_sheet: (out) (transfer full) (nullable): the sheet; %NULL: it is not for this person
 * @error: where to put what went wrong
 *
 * Returns: whether it could be read
 */
gboolean
mado_inquiry_sheet_read (const MadoProgramme *programme,
                         const MadoPerson *person,
                         MadoEntity *inquiry,
                         MadoEntity *subject,
                         MadoInquirySheet **out_sheet,
                         GError **error)
{
  g_autoptr (MadoEntity) seen = NULL;
  g_autoptr (MadoInquirySheet) self = NULL;

  if (!mado_project_for_person (programme, inquiry, subject, person, &seen, error))
    return FALSE;
  *out_sheet = NULL;
  if (seen == NULL)
    return TRUE;
  self = g_atomic_rc_box_new0 (MadoInquirySheet);
  self->inquiry = g_steal_pointer (&seen);
  self->subject = subject != NULL ? mado_entity_ref (subject) : NULL;
  if (!read_title (self, programme, person, error))
    return FALSE;
  self->may = find_acts (self, programme, person);
  *out_sheet = g_steal_pointer (&self);

  return TRUE;
}

/**
 * mado_inquiry_sheet_ref:
 * @self: a sheet
 *
 * Returns: (transfer full): @self
 */
MadoInquirySheet *
mado_inquiry_sheet_ref (MadoInquirySheet *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_sheet (gpointer data)
{
  MadoInquirySheet *self = data;

  g_clear_pointer (&self->inquiry, mado_entity_unref);
  g_clear_pointer (&self->subject, mado_entity_unref);
  mado_case_title_clear (&self->title);
}

/**
 * mado_inquiry_sheet_unref:
 * @self: (transfer full): a sheet
 */
void
mado_inquiry_sheet_unref (MadoInquirySheet *self)
{
  g_atomic_rc_box_release_full (self, clear_sheet);
}

/* --- what is owed ------------------------------------------------------------------------------------------------- */

/**
 * mado_inquiry_sheet_waits:
 * @self: a sheet
 * @wait: for what
 *
 * Returns: whether it waits for that
 */
gboolean
mado_inquiry_sheet_waits (const MadoInquirySheet *self, MadoInquiryWait wait)
{
  return get_wait (self, wait) != NULL;
}

/**
 * mado_inquiry_sheet_get_due:
 * @self: a sheet
 * @wait: for what
 *
 * Returns: (transfer none): the day that was promised, ISO; empty: it does not wait for that
 */
const char *
mado_inquiry_sheet_get_due (const MadoInquirySheet *self, MadoInquiryWait wait)
{
  return mado_json_get_text (get_wait (self, wait), "due");
}

/**
 * mado_inquiry_sheet_get_call_time:
 * @self: a sheet
 *
 * Returns: when the caller wants to be called, milliseconds since 1970; 0: whenever
 */
gint64
mado_inquiry_sheet_get_call_time (const MadoInquirySheet *self)
{
  return mado_json_get_number (get_wait (self, MADO_INQUIRY_CALL_BACK), "call_at");
}

/**
 * mado_inquiry_sheet_is_overdue:
 * @self: a sheet
 * @wait: for what
 * @today: the day in Japan
 *
 * Returns: whether it waits for that longer than was promised
 */
gboolean
mado_inquiry_sheet_is_overdue (const MadoInquirySheet *self, MadoInquiryWait wait, MadoDate today)
{
  const char *due = mado_inquiry_sheet_get_due (self, wait);
  char iso[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (today, iso);

  return due[0] != '\0' && strcmp (due, iso) < 0;
}

/**
 * mado_inquiry_sheet_is_late:
 * @self: a sheet
 * @today: the day in Japan
 *
 * Returns: whether anything about it is overdue
 */
gboolean
mado_inquiry_sheet_is_late (const MadoInquirySheet *self, MadoDate today)
{
  return mado_inquiry_sheet_is_overdue (self, MADO_INQUIRY_CALL_BACK, today) ||
         mado_inquiry_sheet_is_overdue (self, MADO_INQUIRY_ASK_WARD, today);
}

/**
 * mado_inquiry_sheet_has_reply:
 * @self: a sheet
 *
 * Returns: whether the ward has said something that nobody has passed on to the caller yet
 */
gboolean
mado_inquiry_sheet_has_reply (const MadoInquirySheet *self)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (get_thread (self));
  gboolean has_reply = FALSE;

  for (yyjson_val *entry = yyjson_arr_iter_next (&iter); entry != NULL; entry = yyjson_arr_iter_next (&iter)) {
    const char *what = mado_json_get_text (entry, "what");

    if (strcmp (what, "reply") == 0)
      has_reply = TRUE;
    else if (strcmp (what, "answer") == 0 || strcmp (what, "close") == 0)
      has_reply = FALSE;
  }

  return has_reply && strcmp (mado_entity_get_state (self->inquiry), "closed") != 0;
}

/**
 * mado_inquiry_sheet_needs_reason:
 * @self: a sheet
 *
 * Returns: whether whoever closes it has to say why: something is still owed to the caller
 */
gboolean
mado_inquiry_sheet_needs_reason (const MadoInquirySheet *self)
{
  return strcmp (mado_entity_get_state (self->inquiry), "open") != 0 ||
         yyjson_obj_get (mado_entity_get_body (self->inquiry), "answered") == NULL;
}

/* --- what it is --------------------------------------------------------------------------------------------------- */

/**
 * mado_inquiry_sheet_get_time:
 * @self: a sheet
 *
 * Returns: when it was logged, milliseconds since 1970
 */
gint64
mado_inquiry_sheet_get_time (const MadoInquirySheet *self)
{
  return mado_json_get_number (yyjson_arr_get_first (get_thread (self)), "at");
}

/**
 * mado_inquiry_sheet_get_question:
 * @self: a sheet
 *
 * Returns: (transfer none): what was asked; empty where it is kept back
 */
const char *
mado_inquiry_sheet_get_question (const MadoInquirySheet *self)
{
  return mado_json_get_text (yyjson_arr_get_first (get_thread (self)), "text");
}

/**
 * mado_inquiry_sheet_compare_due:
 * @a: a sheet
 * @b: another
 * @wait: for what both wait
 *
 * Returns: below 0 where what was promised in @a comes first, above 0 where it comes after that in @b
 */
int
mado_inquiry_sheet_compare_due (const MadoInquirySheet *a, const MadoInquirySheet *b, MadoInquiryWait wait)
{
  const int order = strcmp (mado_inquiry_sheet_get_due (a, wait), mado_inquiry_sheet_get_due (b, wait));

  if (order != 0)
    return order;

  return mado_id_compare (mado_entity_get_id (a->inquiry), mado_entity_get_id (b->inquiry));
}
