/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl letter template-…`: versions of what a programme's letters say, at a profile. */

#include <string.h>

#include "ctl-payment.h"
#include "ctl-programme.h"
#include "mado-durable-file.h"
#include "mado-json-member.h"
#include "mado-letter-sample.h"
#include "mado-letter-stage.h"
#include "mado-letter-template.h"
#include "mado-programme-fault.h"

/* Somebody at a profile, with the versions of a letter. */
typedef struct {
  MadoCtlPayment desk;
  const char *letter;
  GPtrArray *templates;
} Desk;

static void
clear_desk (Desk *self)
{
  g_clear_pointer (&self->templates, g_ptr_array_unref);
  mado_ctl_payment_clear (&self->desk);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, clear_desk)

static gboolean
open_desk (Desk *self, MadoCtlCall *call, MadoCtlStatus *out_status)
{
  g_autoptr (GError) error = NULL;

  self->letter = mado_ctl_get_argument (call, 1);
  if (!mado_ctl_payment_open (&self->desk, call, out_status))
    return FALSE;
  if (mado_section_find (self->desk.clerk->programme->letters, self->letter) == NULL) {
    *out_status = mado_ctl_refuse (call, "the programme has no letter \"%s\"", self->letter);
    return FALSE;
  }
  self->templates = mado_letter_templates_load (self->desk.clerk, self->letter, &error);
  if (self->templates == NULL)
    *out_status = mado_ctl_refuse_with (call, error);

  return self->templates != NULL;
}

static gboolean
find_version (Desk *self, const char *version, const MadoEntity **out_wording, MadoCtlStatus *out_status)
{
  guint64 number = 0;

  if (!g_ascii_string_to_unsigned (version, 10, 1, G_MAXINT32, &number, NULL)) {
    *out_status = mado_ctl_wrong_usage (self->desk.call, "a version is a number from 1");
    return FALSE;
  }
  *out_wording = mado_letter_templates_find (self->templates, (gint64) number);
  if (*out_wording == NULL)
    *out_status = mado_ctl_refuse (self->desk.call, "the letter \"%s\" has no version %s", self->letter, version);

  return *out_wording != NULL;
}

static MadoCtlStatus
refuse_code (MadoCtlCall *call, const char *code)
{
  mado_ctl_answer_string (call, "code", code);

  return mado_ctl_refuse (call, "%s: %s", code, mado_letter_code_get_message (code));
}

static MadoCtlStatus
answer (MadoCtlCall *call, gboolean is_known, const char *refused, const GError *error)
{
  if (!is_known)
    return mado_ctl_refuse_with (call, error);

  return refused != NULL ? refuse_code (call, refused) : MADO_CTL_OK;
}

/* --- looking ------------------------------------------------------------------------------------------------------ */

static const char *
get_by (const MadoEntity *wording, const char *stamp)
{
  return mado_json_get_text (yyjson_obj_get (mado_entity_get_body (wording), stamp), "by");
}

static void
answer_version (MadoCtlCall *call, const MadoEntity *wording, const MadoEntity *current)
{
  json_builder_begin_object (call->answer);
  mado_ctl_answer_number (call, "version", mado_letter_template_get_version (wording));
  mado_ctl_answer_string (call, "state", mado_entity_get_state (wording));
  mado_ctl_answer_string (call, "by", get_by (wording, "made"));
  if (get_by (wording, "approved")[0] != '\0')
    mado_ctl_answer_string (call, "approved_by", get_by (wording, "approved"));
  mado_ctl_answer_flag (call, "current", wording == current);
  json_builder_end_object (call->answer);
}

static MadoCtlStatus
run_list (MadoCtlCall *call)
{
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_auto (Desk) desk = { 0 };

  if (!open_desk (&desk, call, &status))
    return status;
  json_builder_set_member_name (call->answer, "versions");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < desk.templates->len; i++)
    answer_version (call, g_ptr_array_index (desk.templates, i), mado_letter_templates_find_current (desk.templates));
  json_builder_end_array (call->answer);

  return MADO_CTL_OK;
}

/* Returns: (transfer full) (nullable): the text of a version, of the one that is used, or of the programme's book */
static char *
find_text (Desk *self, MadoCtlStatus *out_status)
{
  const char *version = mado_ctl_get_option (self->desk.call, "revision");
  const MadoEntity *wording = mado_letter_templates_find_current (self->templates);
  g_autoptr (MadoLetterSource) source = NULL;
  g_autoptr (GError) error = NULL;
  char *text;

  if (version != NULL && !find_version (self, version, &wording, out_status))
    return NULL;
  if (wording != NULL)
    return g_strdup (mado_letter_template_get_text (wording));
  source = mado_letter_source_load (self->desk.clerk->programme, &error);
  if (source == NULL) {
    *out_status = mado_ctl_refuse_with (self->desk.call, error);
    return NULL;
  }
  text = mado_letter_source_dup_text (source, self->letter);
  if (text == NULL)
    *out_status = mado_ctl_refuse (self->desk.call, "there are no words for the letter \"%s\"", self->letter);

  return text;
}

static MadoCtlStatus
run_show (MadoCtlCall *call)
{
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_auto (Desk) desk = { 0 };
  g_autofree char *text = open_desk (&desk, call, &status) ? find_text (&desk, &status) : NULL;

  if (text == NULL)
    return status;
  mado_ctl_answer_string (call, "text", text);

  return MADO_CTL_OK;
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

/* Returns: (transfer full) (nullable): what a file says */
static char *
load_text (MadoCtlCall *call, const char *path, MadoCtlStatus *out_status)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, &error)) {
    *out_status = mado_ctl_refuse_with (call, error);
    return NULL;
  }
  if (g_utf8_validate (text, (gssize) length, NULL))
    return text;
  g_free (text);
  *out_status = mado_ctl_refuse (call, "%s is no text", path);

  return NULL;
}

static MadoCtlStatus
write_version (MadoCtlCall *call, Desk *desk, const char *path, const char *text)
{
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  g_autoptr (GError) error = NULL;
  const char *refused = NULL;
  gboolean is_known;
  gint64 version = 0;

  if (!mado_letter_template_check (desk->desk.clerk, desk->letter, text, faults, &error)) {
    if (error != NULL)
      return mado_ctl_refuse_with (call, error);
    mado_ctl_say_faults (call, path, faults);
    return MADO_CTL_REFUSED;
  }
  is_known = mado_letter_template_write (desk->desk.clerk, desk->letter, text, &version, &refused, &error);
  if (is_known && refused == NULL)
    mado_ctl_answer_number (call, "version", version);

  return answer (call, is_known, refused, error);
}

static MadoCtlStatus
run_write (MadoCtlCall *call)
{
  const char *path = mado_ctl_get_argument (call, 2);
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_autofree char *text = load_text (call, path, &status);
  g_auto (Desk) desk = { 0 };

  return text != NULL && open_desk (&desk, call, &status) ? write_version (call, &desk, path, text) : status;
}

static MadoCtlStatus
print_text (MadoCtlCall *call, Desk *desk, const char *text)
{
  const char *path = mado_ctl_get_option (call, "text");
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoLetterSample) sample = mado_letter_sample_new (desk->desk.clerk, desk->letter, text, faults, &error);
  g_autoptr (GBytes) pdf = sample != NULL ? mado_letter_sample_print (sample, &error) : NULL;

  if (pdf == NULL && error == NULL) {
    mado_ctl_say_faults (call, path != NULL ? path : desk->letter, faults);
    return MADO_CTL_REFUSED;
  }
  if (pdf == NULL || !mado_durable_file_save (mado_ctl_get_option (call, "out"), pdf, MADO_DURABLE_FILE_NEW, &error))
    return mado_ctl_refuse_with (call, error);

  return MADO_CTL_OK;
}

static MadoCtlStatus
run_proof (MadoCtlCall *call)
{
  const char *path = mado_ctl_get_option (call, "text");
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_auto (Desk) desk = { 0 };
  g_autofree char *text = NULL;

  if (mado_ctl_get_option (call, "out") == NULL)
    return mado_ctl_wrong_usage (call, "--out names the PDF");
  if (!open_desk (&desk, call, &status))
    return status;
  text = path != NULL ? load_text (call, path, &status) : find_text (&desk, &status);

  return text != NULL ? print_text (call, &desk, text) : status;
}

/* --- approving ---------------------------------------------------------------------------------------------------- */

static MadoCtlStatus
run_approve (MadoCtlCall *call)
{
  const MadoEntity *wording = NULL;
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_auto (Desk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  const char *refused = NULL;
  gboolean is_known;

  if (!open_desk (&desk, call, &status) || !find_version (&desk, mado_ctl_get_argument (call, 2), &wording, &status))
    return status;
  is_known = mado_letter_template_approve (desk.desk.clerk, wording, &refused, &error);

  return answer (call, is_known, refused, error);
}

static MadoCtlStatus
run_retire (MadoCtlCall *call)
{
  const char *reason = mado_ctl_get_option (call, "reason");
  const MadoEntity *wording = NULL;
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_auto (Desk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  const char *refused = NULL;
  gboolean is_known;

  if (reason == NULL)
    return mado_ctl_wrong_usage (call, "--reason says why");
  if (!open_desk (&desk, call, &status) || !find_version (&desk, mado_ctl_get_argument (call, 2), &wording, &status))
    return status;
  is_known = mado_letter_template_retire (desk.desk.clerk, wording, reason, &refused, &error);

  return answer (call, is_known, refused, error);
}

/* clang-format off */
const MadoCtlVerb mado_ctl_template_verbs[] = {
  { "letter", "template-list", "FILE LETTER", 2, 2, "the versions of what a letter says; without one, it says what the programme's book says", run_list,
    { MADO_CTL_PAYMENT_OPTIONS } },
  { "letter", "template-show", "FILE LETTER", 2, 2, "what a letter says, to begin the next version with", run_show,
    { MADO_CTL_PAYMENT_OPTIONS, { "revision", "N", "which; the one that is used unless told" } } },
  { "letter", "template-write", "FILE LETTER TEXT", 3, 3, "writes the next version of what a letter says; everything wrong is named with its place", run_write,
    { MADO_CTL_PAYMENT_OPTIONS } },
  { "letter", "template-proof", "FILE LETTER", 2, 2, "how it would look, as PDF, for somebody at the profile to whom all of it can be written", run_proof,
    { MADO_CTL_PAYMENT_OPTIONS, { "out", "PDF", "where it goes; not over a file that is there" }, { "text", "TEXT", "a file that is not written yet" },
      { "revision", "N", "which; the one that is used unless told" } } },
  { "letter", "template-approve", "FILE LETTER N", 3, 3, "approves a version; never one's own. Runs that are made from now on say it", run_approve,
    { MADO_CTL_PAYMENT_OPTIONS } },
  { "letter", "template-retire", "FILE LETTER N", 3, 3, "a version is not used any more", run_retire,
    { MADO_CTL_PAYMENT_OPTIONS, { "reason", "TEXT", "why" } } },
  {},
};
/* clang-format on */
