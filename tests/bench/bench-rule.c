/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The twenty checks of a benefit for pregnant women as rules, against the same checks as one C function, which is the
 * least that the work can cost. */

#include <string.h>

#include "mado-age.h"
#include "mado-bench.h"
#include "mado-fold.h"
#include "mado-rule-book.h"
#include "mado-rule-run.h"
#include "mado-term.h"

#define N_CASES 20000

typedef enum {
  CONTENT,
  HANDBOOK_DATE,
  DELIVERY_DATE,
  RECEIVED_ON,
  BIRTH_DATE,
  ADDRESS,
  FORMER_CITY,
  GIFT_POSTAL,
  GIFT_ADDRESS,
  ACCOUNT_BANK,
  ACCOUNT_BRANCH,
  ACCOUNT_NUMBER,
  ACCOUNT_HOLDER,
  PHONE,
  EMAIL,
  HEARTBEAT,
  SEEN_INTERVIEW,
  SEEN_HOME_VISIT,
  WISH,
  PAID_ELSEWHERE,
  MOVED,
  PREGNANCY_MONTH,
  FETUSES,
  ACCOUNT_AGREED,
  N_ITEMS,
} Item;

static const struct {
  const char *name;
  MadoRuleType type;
} items[N_ITEMS] = {
  [CONTENT] = { "content", MADO_RULE_TYPE_TEXT },
  [HANDBOOK_DATE] = { "handbook_date", MADO_RULE_TYPE_DATE },
  [DELIVERY_DATE] = { "delivery_date", MADO_RULE_TYPE_DATE },
  [RECEIVED_ON] = { "received_on", MADO_RULE_TYPE_DATE },
  [BIRTH_DATE] = { "birth_date", MADO_RULE_TYPE_DATE },
  [ADDRESS] = { "address", MADO_RULE_TYPE_TEXT },
  [FORMER_CITY] = { "former_city", MADO_RULE_TYPE_TEXT },
  [GIFT_POSTAL] = { "gift_postal", MADO_RULE_TYPE_TEXT },
  [GIFT_ADDRESS] = { "gift_address", MADO_RULE_TYPE_TEXT },
  [ACCOUNT_BANK] = { "account_bank", MADO_RULE_TYPE_TEXT },
  [ACCOUNT_BRANCH] = { "account_branch", MADO_RULE_TYPE_TEXT },
  [ACCOUNT_NUMBER] = { "account_number", MADO_RULE_TYPE_TEXT },
  [ACCOUNT_HOLDER] = { "account_holder", MADO_RULE_TYPE_TEXT },
  [PHONE] = { "phone", MADO_RULE_TYPE_TEXT },
  [EMAIL] = { "email", MADO_RULE_TYPE_TEXT },
  [HEARTBEAT] = { "heartbeat", MADO_RULE_TYPE_YES_NO },
  [SEEN_INTERVIEW] = { "seen_interview", MADO_RULE_TYPE_YES_NO },
  [SEEN_HOME_VISIT] = { "seen_home_visit", MADO_RULE_TYPE_YES_NO },
  [WISH] = { "wish", MADO_RULE_TYPE_YES_NO },
  [PAID_ELSEWHERE] = { "paid_elsewhere", MADO_RULE_TYPE_YES_NO },
  [MOVED] = { "moved", MADO_RULE_TYPE_YES_NO },
  [PREGNANCY_MONTH] = { "pregnancy_month", MADO_RULE_TYPE_NUMBER },
  [FETUSES] = { "fetuses", MADO_RULE_TYPE_NUMBER },
  [ACCOUNT_AGREED] = { "account_agreed", MADO_RULE_TYPE_YES_NO },
};

static const char *const choices[] = { "1-cash", "1-gift", "2-cash", "2-gift" };

static const struct {
  const char *name;
  MadoRuleType type;
  const char *expression;
} computed[] = {
  { "round", MADO_RULE_TYPE_NUMBER,
    "CASE WHEN content IN ('1-cash', '1-gift') THEN 1 WHEN content IN ('2-cash', '2-gift') THEN 2 END" },
  { "method", MADO_RULE_TYPE_TEXT,
    "CASE WHEN content IN ('1-cash', '2-cash') THEN 'cash' WHEN content IN ('1-gift', '2-gift') THEN 'gift' END" },
  { "start_day", MADO_RULE_TYPE_DATE, "CASE round WHEN 1 THEN handbook_date WHEN 2 THEN delivery_date END" },
  { "last_day", MADO_RULE_TYPE_DATE, "period_end(start_day, 24)" },
};

static const char *const checks[] = {
  "start_day >= '2025-04-01'",
  "round = 2 OR heartbeat = 1",
  "round = 2 OR seen_interview = 1",
  "round = 1 OR seen_home_visit = 1",
  "wish = 1",
  "paid_elsewhere = 0",
  "moved = 0 OR has(former_city)",
  "moved = 0",
  "round = 2 OR pregnancy_month BETWEEN 1 AND 10",
  "round = 1 OR fetuses BETWEEN 1 AND 5",
  "round = 1 OR delivery_date <= received_on",
  "round = 1 OR days_between(handbook_date, delivery_date) BETWEEN 0 AND 310",
  "legal_age(birth_date, received_on) BETWEEN 13 AND 59",
  "received_on <= last_day",
  "contains(fold(address), '新宿区')",
  "method = 'cash' OR (has(gift_postal) AND has(gift_address))",
  "method = 'gift' OR (has(account_bank) AND has(account_branch) AND has(account_number) AND has(account_holder))",
  "method = 'gift' OR account_agreed = 1",
  "method = 'gift' OR (is_digits(account_number) AND length(account_number) = 7)",
  "has(phone) OR has(email)",
};

#define N_COMPUTED G_N_ELEMENTS (computed)
#define N_CHECKS G_N_ELEMENTS (checks)

static MadoRuleBook *
make_book (void)
{
  MadoRuleBook *book = mado_rule_book_new ();

  for (gsize i = 0; i < N_ITEMS; i++)
    mado_rule_book_add_item (book, items[i].name, items[i].type);
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    mado_rule_book_add_choice (book, "content", choices[i]);
  for (gsize i = 0; i < N_COMPUTED; i++)
    mado_rule_book_add_computed (book, computed[i].name, computed[i].type, computed[i].expression);
  for (gsize i = 0; i < N_CHECKS; i++)
    mado_rule_book_add_rule (book, checks[i], MADO_RULE_TYPE_YES_NO, checks[i]);

  return book;
}

/* A case that no check finds fault with, the @number-th of a few that differ. */
static void
fill_case (MadoRuleValue *values, guint number)
{
  static const char *const texts[] = {
    [HANDBOOK_DATE] = "2025-04-10",
    [DELIVERY_DATE] = "2025-11-02",
    [RECEIVED_ON] = "2025-12-01",
    [BIRTH_DATE] = "1994-07-12",
    [ADDRESS] = "東京都新宿区歌舞伎町一丁目4番1号",
    [FORMER_CITY] = "中野区",
    [GIFT_POSTAL] = "1608484",
    [GIFT_ADDRESS] = "東京都新宿区歌舞伎町一丁目4番1号",
    [ACCOUNT_BANK] = "0001",
    [ACCOUNT_BRANCH] = "001",
    [ACCOUNT_NUMBER] = "1234567",
    [ACCOUNT_HOLDER] = "ｼﾝｼﾞﾕｸ ﾊﾅｺ",
    [PHONE] = "0300000000",
    [EMAIL] = "hanako@example.jp",
  };

  values[CONTENT] = mado_rule_value_text (choices[number % G_N_ELEMENTS (choices)]);
  for (gsize i = HANDBOOK_DATE; i <= EMAIL; i++)
    values[i] = mado_rule_value_text (texts[i]);
  for (gsize i = HEARTBEAT; i < N_ITEMS; i++)
    values[i] = mado_rule_value_number (1);
  values[PAID_ELSEWHERE] = mado_rule_value_number (0);
  values[FETUSES] = mado_rule_value_number (number % 7);
}

static gboolean
is_text (const MadoRuleValue *values, Item item)
{
  return values[item].text != NULL && values[item].text[0] != '\0';
}

static gboolean
contains_folded (const char *text, const char *part)
{
  g_autofree char *folded = mado_fold_name (text, MADO_FOLD_STRICT);

  return strstr (folded, part) != NULL;
}

/* The checks about the application itself, from the first to the tenth. */
static guint
check_application (const MadoRuleValue *values, gboolean is_second, MadoDate start)
{
  guint passed = 0;

  passed |= (guint) (mado_date_compare (start, (MadoDate) { 2025, 4, 1 }) >= 0) << 0;
  passed |= (guint) (is_second || values[HEARTBEAT].number == 1) << 1;
  passed |= (guint) (is_second || values[SEEN_INTERVIEW].number == 1) << 2;
  passed |= (guint) (!is_second || values[SEEN_HOME_VISIT].number == 1) << 3;
  passed |= (guint) (values[WISH].number == 1) << 4;
  passed |= (guint) (values[PAID_ELSEWHERE].number == 0) << 5;
  passed |= (guint) (values[MOVED].number == 0 || is_text (values, FORMER_CITY)) << 6;
  passed |= (guint) (values[MOVED].number == 0) << 7;
  passed |= (guint) (is_second || (values[PREGNANCY_MONTH].number >= 1 && values[PREGNANCY_MONTH].number <= 10)) << 8;
  passed |= (guint) (!is_second || (values[FETUSES].number >= 1 && values[FETUSES].number <= 5)) << 9;

  return passed;
}

/* The checks about days and places, from the eleventh to the fifteenth. */
static guint
check_days (const MadoRuleValue *values, gboolean is_second, MadoDate start)
{
  const MadoDate handbook = mado_date_from_iso (values[HANDBOOK_DATE].text);
  const MadoDate delivery = mado_date_from_iso (values[DELIVERY_DATE].text);
  const MadoDate received = mado_date_from_iso (values[RECEIVED_ON].text);
  const int age = mado_age_get_legal (mado_date_from_iso (values[BIRTH_DATE].text), received);
  const int days = mado_date_days_between (handbook, delivery);
  guint passed = 0;

  passed |= (guint) (!is_second || mado_date_compare (delivery, received) <= 0) << 10;
  passed |= (guint) (!is_second || (days >= 0 && days <= 310)) << 11;
  passed |= (guint) (age >= 13 && age <= 59) << 12;
  passed |= (guint) (mado_date_compare (received, mado_term_end_from (start, 24)) <= 0) << 13;
  passed |= (guint) contains_folded (values[ADDRESS].text, "新宿区") << 14;

  return passed;
}

/* The checks about how it is paid, from the sixteenth on. */
static guint
check_payment (const MadoRuleValue *values, gboolean is_gift)
{
  const char *number = values[ACCOUNT_NUMBER].text;
  guint passed = 0;

  passed |= (guint) (!is_gift || (is_text (values, GIFT_POSTAL) && is_text (values, GIFT_ADDRESS))) << 15;
  passed |= (guint) (is_gift || (is_text (values, ACCOUNT_BANK) && is_text (values, ACCOUNT_BRANCH) &&
                                 is_text (values, ACCOUNT_NUMBER) && is_text (values, ACCOUNT_HOLDER)))
            << 16;
  passed |= (guint) (is_gift || values[ACCOUNT_AGREED].number == 1) << 17;
  passed |= (guint) (is_gift || (strlen (number) == 7 && strspn (number, "0123456789") == 7)) << 18;
  passed |= (guint) (is_text (values, PHONE) || is_text (values, EMAIL)) << 19;

  return passed;
}

static guint
check_in_c (const MadoRuleValue *values)
{
  const gboolean is_second = values[CONTENT].text[0] == '2';
  const gboolean is_gift = g_str_equal (values[CONTENT].text + 2, "gift");
  const MadoDate start = mado_date_from_iso (values[is_second ? DELIVERY_DATE : HANDBOOK_DATE].text);

  return check_application (values, is_second, start) | check_days (values, is_second, start) |
         check_payment (values, is_gift);
}

static guint
check_by_rules (MadoRuleRun *run, const MadoRuleValue *values)
{
  const MadoRuleValue *results = mado_rule_run_evaluate (run, values, NULL);
  guint passed = 0;

  for (gsize i = 0; i < N_CHECKS; i++)
    passed |= (guint) (results[N_COMPUTED + i].number == 1) << i;

  return passed;
}

/* What both give is summed up: they are the same checks. */
typedef struct {
  MadoRuleRun *run;
  guint64 by_rules;
  guint64 in_c;
} Load;

static void
check_cases_by_rules (gpointer user_data)
{
  Load *load = user_data;
  MadoRuleValue values[N_ITEMS];

  load->by_rules = 0;
  for (guint i = 0; i < N_CASES; i++) {
    fill_case (values, i);
    load->by_rules = load->by_rules * 31 + check_by_rules (load->run, values);
  }
}

static void
check_cases_in_c (gpointer user_data)
{
  Load *load = user_data;
  MadoRuleValue values[N_ITEMS];

  load->in_c = 0;
  for (guint i = 0; i < N_CASES; i++) {
    fill_case (values, i);
    load->in_c = load->in_c * 31 + check_in_c (values);
  }
}

int
main (void)
{
  g_autoptr (MadoRuleBook) book = make_book ();
  g_autoptr (GPtrArray) faults = mado_rule_book_check (book);
  g_autoptr (MadoRuleRun) run = mado_rule_run_new (book, NULL);
  Load load = { .run = run };

  mado_bench_compare ("20 checks of 20,000 cases", check_cases_by_rules, "one C function", check_cases_in_c, &load);
  g_assert_cmpuint (load.by_rules, ==, load.in_c);

  return 0;
}
