/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A call from its first word to what is written down: asked, told, promised. */

#include <string.h>

#include "mado-call-moment.h"
#include "mado-call.h"
#include "mado-draft.h"
#include "mado-json-member.h"
#include "mado-saying-book.h"
#include "projection-sample.h"

#define NOW "2025-06-02T05:00:00.000000Z" /* 14:00 in Japan, a Monday */
#define ITEMS                                                                                                          \
  "'name':{'kanji':'見本 花子','kana':'ミホン ハナコ'},'birth_date':'1995-05-05','address':'東京都新宿区見本町1-1',"   \
  "'control_no':'0000012345','content':'1-cash','received_on':'2025-05-20',"                                           \
  "'account':{'bank':'0001','branch':'001','kind':'1','number':'7654321','holder':'ミホン ハナコ'}"

typedef struct {
  MadoProgramme *programme;
  MadoJudge *judge;
  MadoCall *call;
  MadoInstant now;
} Line;

static void
set_up (Line *self, gconstpointer data)
{
  self->programme = projection_load ("ninpu-r7.json");
  self->judge = mado_judge_new (self->programme, NULL);
  self->now = mado_instant_from_iso (NOW);
  self->call = mado_call_new (self->programme, mado_id_draw (), self->now);
}

static void
tear_down (Line *self, gconstpointer data)
{
  g_object_unref (self->call);
  mado_judge_free (self->judge);
  mado_programme_unref (self->programme);
}

/* A case in a state, as an agent is told of it. */
static MadoGuidance *
tell (Line *self, const char *role, const char *state, const char *body, const char *typed)
{
  const char *const roles[] = { role, NULL };
  const MadoPerson person = { "a-012", roles };
  g_autoptr (MadoEntity) made = projection_make ("case", body);
  g_autofree char *text = projection_dup_text (made);
  g_auto (GStrv) parts = g_strsplit (text, "\"state\":\"received\"", 2);
  g_autofree char *moved = g_strdup_printf ("%s\"state\":\"%s\"%s", parts[0], state, parts[1]);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoEntity) entity = mado_entity_read (moved, strlen (moved), &error);
  const MadoGuidanceSource source = { self->judge, mado_instant_get_japanese_day (self->now), &person, entity, typed };
  MadoGuidance *telling = NULL;

  g_assert_no_error (error);
  g_assert_true (mado_guidance_read (&source, &telling, &error));
  g_assert_no_error (error);

  return telling;
}

static void
assert_told (const MadoGuidance *telling, const char *expected)
{
  g_autofree char *text = mado_guidance_dup_text (telling);

  g_assert_cmpstr (text, ==, expected);
}

/* --- telling ------------------------------------------------------------------------------------------------------ */

static void
test_a_case_is_told_in_sentences (Line *self, gconstpointer data)
{
  g_autoptr (MadoGuidance) received = tell (self, "agent", "received", "{'items':{" ITEMS "}}", "");
  g_autoptr (MadoGuidance) paid =
      tell (self, "agent", "paid", "{'items':{" ITEMS ",'amount':50000,'transfer_date':'2025-06-10'}}", "");

  assert_told (received, "申請書は、令和7年5月20日に受け付けております。\nただいま、書類の内容を確認しております。");
  assert_told (paid, "令和7年6月10日に、50,000円をお振込みしております。通帳の記帳でご確認ください。");
}

static void
test_what_is_missing_is_told_with_its_day (Line *self, gconstpointer data)
{
  g_autoptr (MadoGuidance) telling =
      tell (self, "agent", "deficient",
            "{'items':{" ITEMS "},'deficiencies':[{'id':'" PROJECTION_ROW "','by':'return_deficient',"
            "'reason':'書類不足','text':'通帳の写し','due':'2025-06-16','opened':{'at':1,'by':'a-012'}},"
            "{'id':'" PROJECTION_ROW "','reason':'未記入','text':'署名','opened':{'at':1,'by':'a-012'},"
            "'closed':{'at':2,'by':'a-012'}}]}",
            "");

  assert_told (telling, "申請書の内容を確認しましたところ、不足しているものがございました。\n"
                        "お手続きが必要なものは、次のとおりです。\n・通帳の写し\n"
                        "令和7年6月16日までに、ご提出をお願いいたします。");
}

/* Half a sentence would be wrong. */
static void
test_a_sentence_without_its_value_is_not_said (Line *self, gconstpointer data)
{
  g_autoptr (MadoGuidance) telling = tell (self, "agent", "notified", "{'items':{" ITEMS ",'amount':50000}}", "");
  g_autofree char *text = mado_guidance_dup_text (telling);

  g_assert_nonnull (strstr (text, "50,000円"));
  g_assert_null (strstr (text, "お振込みの予定日"));
}

static void
test_nothing_masked_or_hidden_is_told (Line *self, gconstpointer data)
{
  static const char *const states[] = { "expected", "received", "deficient", "checked", "planned", "decided",
                                        "notified", "paid",     "failed",    "halted",  "refused", "withdrawn" };

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++) {
    g_autoptr (MadoGuidance) telling = tell (self, "agent", states[i],
                                             "{'items':{" ITEMS ",'amount':50000,'transfer_date':'2025-06-10',"
                                             "'clinic':'見本医院'}}",
                                             "");
    g_autofree char *text = mado_guidance_dup_text (telling);

    g_assert_cmpuint (telling->sentences->len, >, 0);
    g_assert_null (strstr (text, "7654321"));
    g_assert_null (strstr (text, "4321"));
    g_assert_null (strstr (text, "見本医院"));
    g_assert_null (strstr (text, "見本町"));
    g_assert_null (strchr (text, '{'));
  }
}

/* 支援措置: a voice is no proof. */
static void
test_of_a_protected_person_nothing_is_told (Line *self, gconstpointer data)
{
  static const char *const roles[] = { "agent", "lead" };

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++) {
    g_autoptr (MadoGuidance) telling =
        tell (self, roles[i], "paid",
              "{'items':{" ITEMS ",'amount':50000},'protected':{'at':1,'by':'l-01','reason':'x'}}", "見本 花子");

    g_assert_true (telling->is_protected);
    g_assert_cmpuint (telling->questions->len, ==, 0);
    g_assert_cmpuint (telling->sentences->len, ==, 0);
    mado_call_take_case (self->call, telling);
    g_assert_false (mado_call_may_tell (self->call, telling));
  }
}

static void
test_a_role_without_sight_is_told_nothing (Line *self, gconstpointer data)
{
  g_autoptr (MadoGuidance) telling = tell (self, "admin", "received", "{'items':{" ITEMS "}}", "");

  g_assert_null (telling);
}

/* --- who it is ---------------------------------------------------------------------------------------------------- */

static void
test_nothing_is_told_before_all_is_ticked (Line *self, gconstpointer data)
{
  g_autoptr (MadoGuidance) telling = tell (self, "agent", "received", "{'items':{" ITEMS "}}", "見");

  mado_call_take_case (self->call, telling);
  g_assert_cmpuint (telling->questions->len, ==, 3);
  g_assert_cmpstr (((const MadoGuidanceQuestion *) g_ptr_array_index (telling->questions, 0))->value, ==,
                   "見本 花子（ミホン ハナコ）");
  g_assert_false (mado_call_may_tell (self->call, telling));
  mado_call_tick (self->call, "name", TRUE);
  mado_call_tick (self->call, "address", TRUE);
  g_assert_false (mado_call_may_tell (self->call, telling));
  mado_call_tick (self->call, "birth_date", TRUE);
  g_assert_true (mado_call_may_tell (self->call, telling));
  mado_call_tick (self->call, "name", FALSE);
  g_assert_false (mado_call_may_tell (self->call, telling));
  mado_call_take_case (self->call, telling); /* somebody else is on the line */
  g_assert_cmpstr (mado_call_get (self->call, MADO_CALL_TICKS), ==, "");
}

/* Nothing of it can be asked: whoever calls may be anybody. */
static void
test_whoever_cannot_be_asked_is_told_nothing (Line *self, gconstpointer data)
{
  g_autoptr (MadoGuidance) telling = tell (self, "agent", "received", "{'items':{'content':'1-cash'}}", "");

  mado_call_take_case (self->call, telling);
  g_assert_cmpuint (telling->questions->len, ==, 0);
  g_assert_cmpuint (telling->sentences->len, >, 0);
  g_assert_false (mado_call_may_tell (self->call, telling));
}

/* Only what the caller himself has said: a telephone says its number without him. */
static void
test_what_was_typed_whole_counts_as_said (Line *self, gconstpointer data)
{
  static const struct {
    const char *typed;
    const char *ticks;
  } cases[] = {
    { "見本花子", "name" }, { "みほん はなこ", "name" },     { "H7.5.5", "birth_date" }, { "見本", "" },
    { "1995", "" },         { "東京都新宿区見本町1-1", "" }, { "0312345678", "" },       { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (MadoGuidance) telling = tell (self, "agent", "received", "{'items':{" ITEMS "}}", cases[i].typed);

    mado_call_take_case (self->call, telling);
    g_assert_cmpstr (mado_call_get (self->call, MADO_CALL_TICKS), ==, cases[i].ticks);
  }
}

/* --- what is written down ----------------------------------------------------------------------------------------- */

/* "question:empty answer:empty" */
static char *
check (Line *self, const MadoGuidance *telling)
{
  static const char *const kinds[] = { "empty", "unreadable", "past", "too-long", "my-number" };
  g_autoptr (GArray) faults = mado_call_check (self->call, telling, self->now);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < faults->len; i++) {
    const MadoCallFault *fault = &g_array_index (faults, MadoCallFault, i);

    g_string_append_printf (text, "%s%s:%s", i > 0 ? " " : "", mado_call_part_get_name (fault->part),
                            kinds[fault->kind]);
  }

  return g_string_free_and_steal (text);
}

static void
test_faults_are_all_told (Line *self, gconstpointer data)
{
  static const struct {
    const char *outcome, *question, *answer, *due, *time, *faults;
  } cases[] = {
    { "answered", "", "", "", "", "question:empty answer:empty" },
    { "answered", "いつ", " \n", "", "", "answer:empty" },
    { "answered", "いつ", "来月", "", "", "" },
    { "answered", "個人番号は123456789018です", "来月", "", "", "question:my-number" },
    { "call_back", "いつ", "", "", "", "due:empty time:empty" },
    { "call_back", "いつ", "", "6/31", "25:00", "due:unreadable time:unreadable" },
    { "call_back", "いつ", "", "令和7年5月30日", "15:30", "due:past" },
    { "call_back", "いつ", "", "6/2", "13:59", "time:past" },
    { "call_back", "いつ", "", "６/２", "１５：３０", "" },
    { "ask_ward", "いつ", "", "6/5", "", "" },
    { "ask_ward", "いつ", "", "あした", "", "due:unreadable" },
    { "unknown_caller", "いつ", "", "", "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *faults = NULL;

    mado_call_set (self->call, MADO_CALL_OUTCOME, cases[i].outcome);
    mado_call_set (self->call, MADO_CALL_QUESTION, cases[i].question);
    mado_call_set (self->call, MADO_CALL_ANSWER, cases[i].answer);
    mado_call_set (self->call, MADO_CALL_DUE, cases[i].due);
    mado_call_set (self->call, MADO_CALL_TIME, cases[i].time);
    faults = check (self, NULL);
    g_assert_cmpstr (faults, ==, cases[i].faults);
  }
}

static void
assert_written (Line *self, const MadoGuidance *telling, const char *expected)
{
  g_autoptr (yyjson_doc) body = mado_call_write (self->call, telling, self->now);
  char *text = yyjson_write (body, 0, NULL);
  g_autofree char *spelled = g_strdelimit (g_strdup (text), "\"", '\'');

  free (text);
  g_assert_cmpstr (spelled, ==, expected);
}

/* What was read out is the answer where nobody types another. */
static void
test_what_was_told_is_written_down (Line *self, gconstpointer data)
{
  g_autoptr (MadoGuidance) telling = tell (self, "agent", "checked", "{'items':{" ITEMS "}}", "見本花子");
  g_autofree char *faults = NULL;

  mado_call_take_case (self->call, telling);
  mado_call_set (self->call, MADO_CALL_QUESTION, "いつ払われるか");
  faults = check (self, telling);
  g_assert_cmpstr (faults, ==, "answer:empty");
  mado_call_tick (self->call, "birth_date", TRUE);
  mado_call_tick (self->call, "address", TRUE);
  assert_written (self, telling,
                  "{'case':'" PROJECTION_ID "','category':'status','question':'いつ払われるか','outcome':'answered',"
                  "'identity':['name','birth_date','address'],"
                  "'answer':'書類の確認は終わっております。これから、支給の決定に進みます。'}");
}

/* By what he was known as far as he was, and in which version what was read out to him stands in the book. */
static void
test_how_far_he_was_known_is_written_down (Line *self, gconstpointer data)
{
  g_autoptr (MadoGuidance) telling = tell (self, "agent", "checked", "{'items':{" ITEMS "}}", "");

  mado_call_take_case (self->call, telling);
  mado_call_tick (self->call, "address", TRUE);
  mado_call_set (self->call, MADO_CALL_QUESTION, "いつ払われるか");
  mado_call_set (self->call, MADO_CALL_SCRIPT, "faq-1/3");
  mado_call_set (self->call, MADO_CALL_OUTCOME, MADO_CALL_UNKNOWN);
  assert_written (self, telling,
                  "{'case':'" PROJECTION_ID "','category':'status','question':'いつ払われるか',"
                  "'outcome':'unknown_caller','identity':['address']}"); /* nothing was answered from the book */
  mado_call_set (self->call, MADO_CALL_OUTCOME, MADO_CALL_ANSWERED);
  mado_call_set (self->call, MADO_CALL_ANSWER, "来月です");
  assert_written (self, telling,
                  "{'case':'" PROJECTION_ID "','category':'status','question':'いつ払われるか','outcome':'answered',"
                  "'identity':['address'],'answer':'来月です','script':'faq-1/3'}");
}

static void
test_a_promise_is_written_to_the_minute (Line *self, gconstpointer data)
{
  mado_call_take_nobody (self->call);
  g_assert_cmpstr (mado_call_get (self->call, MADO_CALL_OUTCOME), ==, MADO_CALL_UNKNOWN);
  mado_call_set (self->call, MADO_CALL_OUTCOME, MADO_CALL_BACK);
  mado_call_set (self->call, MADO_CALL_CALLER, " 見本 次郎 ");
  mado_call_set (self->call, MADO_CALL_PHONE, "0312345678");
  mado_call_set (self->call, MADO_CALL_QUESTION, "折り返してほしい");
  mado_call_set (self->call, MADO_CALL_DUE, "6/3");
  mado_call_set (self->call, MADO_CALL_TIME, "1530");
  assert_written (self, NULL,
                  "{'caller_name':'見本 次郎','phone':'0312345678','category':'status',"
                  "'question':'折り返してほしい','outcome':'call_back','due':'2025-06-03','call_at':1748932200000}");
}

static void
test_times_are_read_as_they_are_typed (void)
{
  static const struct {
    const char *typed;
    int minutes;
  } cases[] = {
    { "15:30", 930 }, { "1530", 930 }, { "１５：３０", 930 }, { "15時30分", 930 }, { "9時", 540 }, { "0:00", 0 },
    { "24:00", -1 },  { "9", -1 },     { "15:60", -1 },       { "-1:00", -1 },     { "", -1 },     { "15:30x", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (mado_call_moment_read_time (cases[i].typed), ==, cases[i].minutes);
}

/* In December the sixth of January is next year's. */
static void
test_days_are_the_next_of_their_name (void)
{
  const MadoDate today = { 2025, 12, 20 };

  g_assert_cmpint (mado_date_compare (mado_call_moment_read_day ("1/6", today), (MadoDate) { 2026, 1, 6 }), ==, 0);
  g_assert_cmpint (mado_date_compare (mado_call_moment_read_day ("12月20日", today), today), ==, 0);
  g_assert_cmpint (mado_date_compare (mado_call_moment_read_day ("R8.2.1", today), (MadoDate) { 2026, 2, 1 }), ==, 0);
  g_assert_false (mado_date_is_valid (mado_call_moment_read_day ("2/30", today)));
  g_assert_false (mado_date_is_valid (mado_call_moment_read_day ("0/0", today)));
}

/* --- what was agreed ---------------------------------------------------------------------------------------------- */

static void
test_sayings_are_found_by_what_is_remembered (Line *self, gconstpointer data)
{
  g_autoptr (MadoSayingBook) book = mado_saying_book_new (self->programme, NULL);
  g_autoptr (GPtrArray) paid = mado_saying_book_find (book, "ﾌﾘｺﾐ いつ");
  g_autoptr (GPtrArray) gift = mado_saying_book_find (book, "ぎふと");
  g_autoptr (GPtrArray) code = mado_saying_book_find (book, "fubi");
  g_autoptr (GPtrArray) nothing = mado_saying_book_find (book, "宇宙旅行");
  g_autoptr (GPtrArray) all = mado_saying_book_find (book, "");
  g_autofree char *name = mado_saying_dup_name (g_ptr_array_index (gift, 0));

  g_assert_cmpuint (paid->len, ==, 0); /* 振込 is not read as it is written */
  g_assert_cmpstr (name, ==, "gift/1");
  g_assert_cmpstr (((MadoSaying *) g_ptr_array_index (code, 0))->id, ==, ".fubi");
  g_assert_cmpuint (nothing->len, ==, 0);
  g_assert_cmpuint (all->len, ==,
                    mado_section_get_count (self->programme->calls.scripts) +
                        mado_section_get_count (self->programme->calls.phrases));
}

static void
test_short_codes_are_known_in_either_width (Line *self, gconstpointer data)
{
  static const struct {
    const char *before;
    const char *phrase;
    guint length;
  } cases[] = {
    { ".fubi", ".fubi", 5 },      { "お電話。.FUBI", ".fubi", 5 },
    { "．ｆｕｂｉ", ".fubi", 5 }, { "お電話。fubi", ".fubi", 5 },
    { "fubi", NULL, 0 },          { ".fub", NULL, 0 },
    { ".fubi ", NULL, 0 },        { "", NULL, 0 },
    { ".不備", NULL, 0 },         { ".", NULL, 0 },
  };
  g_autoptr (MadoSayingBook) book = mado_saying_book_new (self->programme, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    guint length = 0;
    const MadoSaying *phrase = mado_saying_book_find_code (book, cases[i].before, &length);

    g_assert_cmpstr (phrase != NULL ? phrase->id : NULL, ==, cases[i].phrase);
    g_assert_cmpuint (length, ==, cases[i].length);
  }
}

/* What somebody wrote, as the file has it. */
static void
add_version (GPtrArray *versions, guint nth, const char *state, const char *body)
{
  g_autofree char *spelled = projection_spell (body);
  g_autofree char *text =
      g_strdup_printf ("{\"body\":%s,\"id\":\"0195eeb1-5a00-7abc-8def-0123456789%02u\",\"kind\":\"saying\","
                       "\"state\":\"%s\",\"version\":1}",
                       spelled, nth, state);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (versions, mado_entity_read (text, strlen (text), &error));
  g_assert_no_error (error);
}

static void
assert_said (const MadoSayingBook *book, const char *id, const char *name)
{
  const MadoSayingEntry *entry = mado_saying_book_find_entry (book, id);
  g_autofree char *said = entry->current != NULL ? mado_saying_dup_name (entry->current) : NULL;

  g_assert_cmpstr (said, ==, name);
}

/* The highest number that somebody else has approved counts; what is written and not approved is said by nobody. */
static void
test_what_is_approved_is_said (Line *self, gconstpointer data)
{
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_entity_unref);
  g_autoptr (MadoSayingBook) book = NULL;
  g_autoptr (GPtrArray) found = NULL;
  guint length = 0;

  add_version (versions, 10, "approved",
               "{'category':'payment','label':'いつ','saying':'when-paid','text':'三','version':3}");
  add_version (versions, 11, "draft",
               "{'category':'payment','label':'いつ','saying':'when-paid','text':'四','version':4}");
  add_version (versions, 12, "approved", "{'category':'how','label':'誰','saying':'who','text':'x','version':1}");
  add_version (versions, 13, "retired", "{'category':'how','label':'額','saying':'how-much','text':'x','version':2}");
  add_version (versions, 14, "approved",
               "{'code':'fubi','gone':true,'label':'不備','saying':'.fubi','text':'x','version':1}");
  add_version (versions, 15, "approved",
               "{'category':'how','code':'ichi','label':'宇宙旅行','saying':'faq-1','text':'答','version':1}");
  add_version (versions, 16, "draft", "{'category':'how','label':'未承認','saying':'faq-2','text':'x','version':1}");
  book = mado_saying_book_new (self->programme, versions);
  assert_said (book, "when-paid", "when-paid/3");
  assert_said (book, "who", "who/1");
  g_assert_cmpstr (mado_saying_book_find_entry (book, "who")->current->text, !=, "x"); /* the programme's own number */
  assert_said (book, "how-much", "how-much/1");
  assert_said (book, ".fubi", NULL);
  assert_said (book, "faq-2", NULL);
  found = mado_saying_book_find (book, "宇宙旅行");
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (mado_saying_book_find_code (book, "はい。ichi", &length)->id, ==, "faq-1");
  g_assert_null (mado_saying_book_find_code (book, ".fubi", &length));
  g_assert_cmpint (mado_saying_entry_get_next_version (mado_saying_book_find_entry (book, "when-paid")), ==, 5);
}

static MadoSayingFault
check_saying (const MadoSayingBook *book, const char *id, const char *label, const char *code, const char *text)
{
  g_autoptr (MadoSaying) saying = mado_saying_new_empty (id[0] == '.' ? "" : "how");

  g_set_str (&saying->id, id);
  g_set_str (&saying->label, label);
  g_set_str (&saying->code, code);
  g_set_str (&saying->text, text);

  return mado_saying_book_check (book, saying);
}

static void
test_faults_of_a_saying_are_told (Line *self, gconstpointer data)
{
  g_autoptr (MadoSayingBook) book = mado_saying_book_new (self->programme, NULL);
  g_autofree char *answer = mado_saying_book_dup_new_id (book, "");
  g_autofree char *phrase = mado_saying_book_dup_new_id (book, "fubi");

  g_assert_cmpint (check_saying (book, "faq-1", "問", "", "答"), ==, MADO_SAYING_SOUND);
  g_assert_cmpint (check_saying (book, "faq-1", "", "", "答"), ==, MADO_SAYING_WITHOUT_LABEL);
  g_assert_cmpint (check_saying (book, "faq-1", "問", "", ""), ==, MADO_SAYING_WITHOUT_TEXT);
  g_assert_cmpint (check_saying (book, ".x", "礼", "", "謝"), ==, MADO_SAYING_WITHOUT_CODE);
  g_assert_cmpint (check_saying (book, ".x", "礼", "Rei", "謝"), ==, MADO_SAYING_BAD_CODE);
  g_assert_cmpint (check_saying (book, ".x", "礼", "礼", "謝"), ==, MADO_SAYING_BAD_CODE);
  g_assert_cmpint (check_saying (book, ".x", "礼", "fubi", "謝"), ==, MADO_SAYING_CODE_TAKEN);
  g_assert_cmpint (check_saying (book, ".fubi", "不備", "fubi", "文"), ==, MADO_SAYING_SOUND);
  g_assert_cmpstr (answer, ==, "faq-1");
  g_assert_cmpstr (phrase, ==, ".fubi-2");
}

#define ADD(name, function) g_test_add ("/call/" name, Line, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("a-case-is-told-in-sentences", test_a_case_is_told_in_sentences);
  ADD ("what-is-missing-is-told-with-its-day", test_what_is_missing_is_told_with_its_day);
  ADD ("a-sentence-without-its-value-is-not-said", test_a_sentence_without_its_value_is_not_said);
  ADD ("nothing-masked-or-hidden-is-told", test_nothing_masked_or_hidden_is_told);
  ADD ("of-a-protected-person-nothing-is-told", test_of_a_protected_person_nothing_is_told);
  ADD ("a-role-without-sight-is-told-nothing", test_a_role_without_sight_is_told_nothing);
  ADD ("nothing-is-told-before-all-is-ticked", test_nothing_is_told_before_all_is_ticked);
  ADD ("whoever-cannot-be-asked-is-told-nothing", test_whoever_cannot_be_asked_is_told_nothing);
  ADD ("what-was-typed-whole-counts-as-said", test_what_was_typed_whole_counts_as_said);
  ADD ("faults-are-all-told", test_faults_are_all_told);
  ADD ("what-was-told-is-written-down", test_what_was_told_is_written_down);
  ADD ("how-far-he-was-known-is-written-down", test_how_far_he_was_known_is_written_down);
  ADD ("a-promise-is-written-to-the-minute", test_a_promise_is_written_to_the_minute);
  ADD ("sayings-are-found-by-what-is-remembered", test_sayings_are_found_by_what_is_remembered);
  ADD ("short-codes-are-known-in-either-width", test_short_codes_are_known_in_either_width);
  ADD ("what-is-approved-is-said", test_what_is_approved_is_said);
  ADD ("faults-of-a-saying-are-told", test_faults_of_a_saying_are_told);
  g_test_add_func ("/call/times-are-read-as-they-are-typed", test_times_are_read_as_they_are_typed);
  g_test_add_func ("/call/days-are-the-next-of-their-name", test_days_are_the_next_of_their_name);

  return g_test_run ();
}
