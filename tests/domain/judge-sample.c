/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "judge-sample.h"

#include <string.h>

#include "programme-sample.h"

#define ACCOUNT                                                                                                        \
  "\"account\": {\"bank\": \"0001\", \"branch\": \"001\", \"kind\": \"1\", \"number\": \"1234567\","                   \
  " \"holder\": \"ミホン ハナコ\", \"relation\": \"self\", \"origin\": \"application\", \"date\": \"2025-04-10\"}"
#define AGREED "\"entries\": {\"account\": {\"agreed\": {\"at\": 0, \"by\": \"a-022\"}}}"
#define SEEN "{\"at\": 0, \"by\": \"a-012\"}"
#define NINPU_ITEMS                                                                                                    \
  "\"postal_code\": \"1608484\", \"address\": \"東京都新宿区歌舞伎町一丁目4番1号\","                                   \
  "\"name\": {\"kanji\": \"見本 花子\", \"kana\": \"ミホン ハナコ\"}, \"birth_date\": \"1995-05-05\","                 \
  "\"phone\": \"0300000000\", \"control_no\": \"0000012345\", \"handbook_date\": \"2025-04-10\","                      \
  "\"wish\": true, \"paid_elsewhere\": false, \"moved\": false, " ACCOUNT

const char sample_ninpu_first[] =
    "{\"items\": {" NINPU_ITEMS ", \"content\": \"1-cash\", \"received_on\": \"2025-05-01\", \"pregnancy_month\": 3,"
    " \"heartbeat\": true, \"doctor\": {\"kanji\": \"見本 太郎\"}, \"clinic\": \"見本医院\"},"
    " \"seen\": {\"interview\": " SEEN "}, " AGREED ", \"since\": \"2025-05-01\"}";

const char sample_ninpu_second[] =
    "{\"items\": {" NINPU_ITEMS ", \"content\": \"2-cash\", \"received_on\": \"2025-12-01\","
    " \"delivery_date\": \"2025-11-02\", \"fetuses\": 1},"
    " \"seen\": {\"home_visit\": " SEEN "}, " AGREED ", \"since\": \"2025-12-01\"}";

const char sample_babysitter[] =
    "{\"items\": {\"name\": {\"kanji\": \"見本 花子\"}, \"address\": \"東京都新宿区歌舞伎町一丁目4番1号\","
    " \"birth_date\": \"1990-05-05\", \"phone\": \"0300000000\", " ACCOUNT ", \"child_birth\": \"2021-06-01\","
    " \"used_on\": \"2025-06-30\", \"minutes_day\": 120, \"minutes_night\": 0, \"paid_day\": 6000, \"paid_night\": 0,"
    " \"hours_used\": 0, \"multiple_birth\": false, \"receipt_no\": \"1\", \"received_on\": \"2025-07-02\"}," AGREED
    "}";

const char sample_kosodate[] =
    "{\"items\": {\"resident_no\": \"100\", \"name\": {\"kanji\": \"見本 花子\"}, \"birth_date\": \"1990-05-05\","
    " \"address\": \"東京都新宿区歌舞伎町一丁目4番1号\", \"cert_no\": \"7\", \"target_group\": \"1\", " ACCOUNT "},"
    " \"lists\": {\"children\": [{\"row\": \"r1\", \"items\": {\"child_resident_no\": \"201\","
    " \"child_name\": {\"kanji\": \"見本 一郎\"}, \"child_birth\": \"2020-01-01\"}}]}}";

/**
 * sample_open_text:
 * @self: (out): takes the sample
 * @programme: a programme file
 * @body: (transfer none): the body to begin with
 */
void
sample_open_text (Sample *self, const char *programme, const char *body)
{
  g_autoptr (MadoProgramme) read = programme_sample_read (programme);
  g_autoptr (GError) error = NULL;

  *self = (Sample) { mado_judge_new (read, &error), body, NULL };
  g_assert_no_error (error);
}

/**
 * sample_open:
 * @self: (out): takes the sample
 * @programme: the name of a file in data/programmes/
 * @body: (transfer none): the body to begin with
 */
void
sample_open (Sample *self, const char *programme, const char *body)
{
  g_autofree char *text = programme_sample_load_text (programme);

  sample_open_text (self, text, body);
}

/**
 * sample_clear:
 * @self: a sample
 */
void
sample_clear (Sample *self)
{
  yyjson_doc_free (self->doc);
  mado_judge_free (self->judge);
}

/* The body with members replaced, or taken away where the patch says null. */
static void
patch_body (Sample *self, const char *patch)
{
  yyjson_doc *base = yyjson_read (self->body, strlen (self->body), 0);
  yyjson_doc *change = yyjson_read (patch, strlen (patch), 0);
  yyjson_mut_doc *merged = yyjson_mut_doc_new (NULL);

  g_assert_nonnull (base);
  g_assert_nonnull (change);
  yyjson_mut_doc_set_root (merged,
                           yyjson_merge_patch (merged, yyjson_doc_get_root (base), yyjson_doc_get_root (change)));
  yyjson_doc_free (self->doc);
  self->doc = yyjson_mut_doc_imut_copy (merged, NULL);
  yyjson_mut_doc_free (merged);
  yyjson_doc_free (base);
  yyjson_doc_free (change);
}

/**
 * sample_judge_in:
 * @self: a sample
 * @patch: a JSON merge patch of its body
 * @state: the state of the case
 * @today: the day
 *
 * Returns: (transfer none): the judgement
 */
const MadoJudgement *
sample_judge_in (Sample *self, const char *patch, const char *state, const char *today)
{
  g_autoptr (GError) error = NULL;
  const MadoJudgement *judgement;

  patch_body (self, patch);
  judgement = mado_judge_case (self->judge, yyjson_doc_get_root (self->doc), state, mado_date_from_iso (today), &error);
  g_assert_no_error (error);

  return judgement;
}

/**
 * sample_judge:
 * @self: a sample
 * @patch: a JSON merge patch of its body
 *
 * Returns: (transfer none): the judgement of the received case
 */
const MadoJudgement *
sample_judge (Sample *self, const char *patch)
{
  return sample_judge_in (self, patch, "received", "2026-01-20");
}

/**
 * sample_fails:
 * @self: a sample
 * @patch: a JSON merge patch of its body
 * @message: how the error begins
 *
 * Holds that there is no judgement.
 */
void
sample_fails (Sample *self, const char *patch, const char *message)
{
  g_autoptr (GError) error = NULL;

  patch_body (self, patch);
  g_assert_null (mado_judge_case (self->judge, yyjson_doc_get_root (self->doc), "received",
                                  mado_date_from_iso ("2026-01-20"), &error));
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_prefix (error->message, message));
}

/**
 * sample_is_clear:
 * @judgement: a judgement
 *
 * Returns: whether nothing that would stop a payment is missing or found
 */
gboolean
sample_is_clear (const MadoJudgement *judgement)
{
  for (guint i = 0; i < judgement->checks->len; i++) {
    const MadoJudgedCheck *check = &g_array_index (judgement->checks, MadoJudgedCheck, i);

    if (g_str_equal (check->check->severity, "stop") && check->answer != MADO_ANSWER_PASSED)
      return FALSE;
  }

  return judgement->missing->len == 0;
}

/**
 * sample_count_missing:
 * @judgement: a judgement
 * @item: an item
 * @row: its row
 *
 * Returns: how often it is missing
 */
guint
sample_count_missing (const MadoJudgement *judgement, const char *item, const char *row)
{
  guint n_missing = 0;

  for (guint i = 0; i < judgement->missing->len; i++) {
    const MadoMissingItem *missing = &g_array_index (judgement->missing, MadoMissingItem, i);

    n_missing += g_str_equal (missing->item->id, item) && g_str_equal (missing->row, row);
  }

  return n_missing;
}

/**
 * sample_sum_amounts:
 * @judgement: a judgement
 *
 * Returns: what all rights come to that exist
 */
gint64
sample_sum_amounts (const MadoJudgement *judgement)
{
  gint64 sum = 0;

  for (guint i = 0; i < judgement->rights->len; i++)
    sum += g_array_index (judgement->rights, MadoJudgedRight, i).amount;

  return sum;
}
