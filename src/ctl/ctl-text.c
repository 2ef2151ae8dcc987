/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl text …`: search keys, and text for bank files. */

#include "mado-bank-text.h"
#include "mado-ctl.h"
#include "mado-fold.h"

static gboolean
is_text (const char *argument)
{
  return g_utf8_validate (argument, -1, NULL);
}

static MadoCtlStatus
run_fold (MadoCtlCall *call)
{
  const char *text = mado_ctl_get_argument (call, 0);
  MadoFoldLevel level = mado_ctl_get_option (call, "loose") != NULL ? MADO_FOLD_LOOSE : MADO_FOLD_STRICT;

  if (!is_text (text))
    return mado_ctl_refuse (call, "the text is not UTF-8");

  g_autofree char *key = mado_fold_name (text, level);
  mado_ctl_answer_string (call, "key", key);

  return MADO_CTL_OK;
}

static void
answer_reasons (MadoCtlCall *call, MadoFoldSteps reasons)
{
  static const char *const words[] = { "form", "kana", "marks", "variant", "confused" };

  json_builder_set_member_name (call->answer, "because");
  json_builder_begin_array (call->answer);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if ((reasons & 1u << i) != 0)
      json_builder_add_string_value (call->answer, words[i]);
  json_builder_end_array (call->answer);
}

static MadoCtlStatus
run_equal (MadoCtlCall *call)
{
  const char *a = mado_ctl_get_argument (call, 0);
  const char *b = mado_ctl_get_argument (call, 1);
  MadoFoldSteps reasons = 0;

  if (!is_text (a) || !is_text (b))
    return mado_ctl_refuse (call, "the text is not UTF-8");

  gboolean strict = mado_fold_compare (a, b, MADO_FOLD_STRICT, NULL);
  gboolean loose = mado_fold_compare (a, b, MADO_FOLD_LOOSE, &reasons);
  mado_ctl_answer_string (call, "equal", strict ? "1" : "0");
  mado_ctl_answer_string (call, "equal_loose", loose ? "1" : "0");
  answer_reasons (call, reasons);

  return MADO_CTL_OK;
}

static void
answer_change (MadoCtlCall *call, const MadoBankChange *change)
{
  json_builder_begin_object (call->answer);
  mado_ctl_answer_string (call, "code", change->code);
  json_builder_set_member_name (call->answer, "position");
  json_builder_add_int_value (call->answer, change->position);
  mado_ctl_answer_string (call, "was", change->was);
  mado_ctl_answer_string (call, "became", change->became);
  json_builder_end_object (call->answer);
}

/* Writes the changes that are rejections, or those that are none. */
static void
answer_changes (MadoCtlCall *call, const char *key, const MadoBankText *text, gboolean rejections)
{
  json_builder_set_member_name (call->answer, key);
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < text->changes->len; i++) {
    const MadoBankChange *change = g_ptr_array_index (text->changes, i);

    if (g_str_equal (change->code, "REJECT") == rejections)
      answer_change (call, change);
  }
  json_builder_end_array (call->answer);
}

static void
answer_hex (MadoCtlCall *call, const GByteArray *bytes)
{
  g_autoptr (GString) hex = g_string_new (NULL);

  for (guint i = 0; i < bytes->len; i++)
    g_string_append_printf (hex, "%02X", bytes->data[i]);
  mado_ctl_answer_string (call, "hex", hex->str);
}

static MadoCtlStatus
run_zengin (MadoCtlCall *call)
{
  const char *width = mado_ctl_get_option (call, "bytes");
  guint64 n_bytes = G_MAXUINT;

  if (width != NULL && !g_ascii_string_to_unsigned (width, 10, 1, G_MAXUINT, &n_bytes, NULL))
    return mado_ctl_wrong_usage (call, "--bytes needs a number from 1");

  g_autoptr (MadoBankText) text =
      mado_bank_text_new (mado_ctl_get_argument (call, 0), mado_bank_profile_get_default ());
  mado_bank_text_cut (text, (guint) n_bytes);
  mado_ctl_answer_string (call, "half", text->half_width);
  answer_hex (call, text->bytes);
  answer_changes (call, "changes", text, FALSE);
  answer_changes (call, "rejected", text, TRUE);

  return text->n_rejected == 0 ? MADO_CTL_OK : MADO_CTL_REFUSED;
}

const MadoCtlVerb mado_ctl_text_verbs[] = {
  { "text", "equal", "A B", 2, 2, "whether two names have the same search key, and what it looks past", run_equal, {} },
  { "text",
    "fold",
    "TEXT",
    1,
    1,
    "the search key of a name",
    run_fold,
    { { "loose", NULL, "fold characters that people take for one another, too" } } },
  { "text",
    "zengin",
    "TEXT",
    1,
    1,
    "a name as a bank file carries it, what changed and what cannot be carried",
    run_zengin,
    { { "bytes", "N", "keep the first N bytes" } } },
  {},
};
