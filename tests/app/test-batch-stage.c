/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a batch stands follows from its cases, and whom it waits for from the programme: nobody waits for their own
 * approval. */

#include <string.h>

#include "mado-batch-stage.h"
#include "mado-programme-file.h"

static MadoProgramme *programme;

static MadoEntity *
read_entity (const char *kind, const char *state, const char *body)
{
  g_autofree char *text = g_strdup_printf (
      "{\"body\":%s,\"id\":\"0195eeb1-5a00-7abc-8def-0123456789ab\",\"kind\":\"%s\",\"state\":\"%s\",\"version\":3}",
      body, kind, state);
  g_autoptr (GError) error = NULL;
  MadoEntity *entity = mado_entity_read (text, strlen (text), &error);

  g_assert_no_error (error);

  return entity;
}

typedef struct {
  const char *state; /* of the batch */
  const char *body;
  const char *case_state;
  const char *right; /* its state */
  MadoBatchStage stage;
  gboolean waits_for_lead;
  gboolean waits_for_decider;
} Example;

#define MADE "{\"made\":{\"at\":1,\"by\":\"lead-1\"},\"planners\":[\"lead-1\"]}"
#define SENT "{\"made\":{\"at\":1,\"by\":\"lead-1\"},\"transfers\":[{\"pay\":\"pay\"}]}"
#define VOID "{\"made\":{\"at\":1,\"by\":\"lead-1\"},\"transfers\":[{\"pay\":\"pay\",\"void\":{}}]}"
#define OWN "{\"made\":{\"at\":1,\"by\":\"lead-1\"},\"planners\":[\"decider-1\"]}"
#define FROZEN_BY "{\"frozen\":{\"at\":1,\"by\":\"decider-1\"},\"made\":{\"at\":1,\"by\":\"lead-1\"}}"

static const Example examples[] = {
  { "open", MADE, "planned", "ordered", MADO_BATCH_STAGE_OPEN, TRUE, FALSE },
  { "frozen", MADE, "planned", "ordered", MADO_BATCH_STAGE_FROZEN, FALSE, TRUE },
  { "frozen", OWN, "planned", "ordered", MADO_BATCH_STAGE_FROZEN, FALSE, FALSE },
  { "frozen", FROZEN_BY, "planned", "ordered", MADO_BATCH_STAGE_FROZEN, FALSE, FALSE },
  { "approved", MADE, "planned", "ordered", MADO_BATCH_STAGE_DECISION, TRUE, FALSE },
  { "approved", MADE, "decided", "ordered", MADO_BATCH_STAGE_FILE, TRUE, FALSE },
  { "approved", SENT, "decided", "ordered", MADO_BATCH_STAGE_RESULT, TRUE, FALSE },
  { "approved", MADE, "failed", "ordered", MADO_BATCH_STAGE_FILE, TRUE, FALSE }, /* a result without its answer */
  { "approved", VOID, "decided", "ordered", MADO_BATCH_STAGE_FILE, TRUE, FALSE },
  { "approved", SENT, "paid", "paid", MADO_BATCH_STAGE_OVER, FALSE, FALSE },
  { "approved", SENT, "failed", "failed", MADO_BATCH_STAGE_OVER, FALSE, FALSE },
};

static gboolean
waits_for (const MadoBatchTally *tally, const char *account, const char *role)
{
  const char *roles[] = { role, NULL };
  const MadoPerson person = { account, roles };

  return mado_batch_stage_waits_for (tally, programme, &person);
}

static void
test_stage_follows_from_the_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (examples); i++) {
    const Example *one = &examples[i];
    g_autofree char *rights =
        g_strdup_printf ("{\"rights\":[{\"amount\":50000,\"right\":\"first\",\"state\":\"%s\"}]}", one->right);
    g_autoptr (MadoEntity) entity = read_entity ("case", one->case_state, rights);
    g_autoptr (MadoEntity) batch = read_entity ("batch", one->state, one->body);
    MadoBatchTally tally = { .batch = batch };

    mado_batch_tally_add_case (&tally, programme, entity);
    g_assert_cmpint (mado_batch_stage_find (&tally), ==, one->stage);
    g_assert_cmpint (waits_for (&tally, "lead-1", "lead"), ==, one->waits_for_lead);
    g_assert_cmpint (waits_for (&tally, "decider-1", "decider"), ==, one->waits_for_decider);
    g_assert_false (waits_for (&tally, "verifier-1", "verifier"));
  }
}

static void
test_money_is_counted_by_what_became_of_it (void)
{
  g_autoptr (MadoEntity) entity =
      read_entity ("case", "failed",
                   "{\"rights\":[{\"amount\":50000,\"state\":\"paid\"},{\"amount\":30000,\"state\":\"failed\"},"
                   "{\"amount\":7,\"state\":\"released\"}]}");
  g_autoptr (MadoEntity) batch = read_entity ("batch", "approved", "{}");
  MadoBatchTally tally = { .batch = batch };

  mado_batch_tally_add_case (&tally, programme, entity);
  g_assert_cmpint (tally.paid.sum, ==, 50000);
  g_assert_cmpint (tally.failed.sum, ==, 30000);
  g_assert_cmpuint (tally.paid.count + tally.failed.count + tally.decided.count + tally.undecided.count, ==, 2);
}

static void
test_only_those_who_work_with_money_have_batches (void)
{
  static const struct {
    const char *role;
    gboolean has;
  } roles[] = { { "lead", TRUE },   { "decider", TRUE }, { "verifier", FALSE }, { "account_1", FALSE },
                { "agent", FALSE }, { "print", FALSE },  { "ward", FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++) {
    const char *own[] = { roles[i].role, NULL };
    const MadoPerson person = { "somebody", own };

    g_assert_cmpint (mado_batch_stage_is_any_for (programme, &person), ==, roles[i].has);
  }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  programme = mado_programme_file_find ("ninpu-r7", &error);
  g_assert_no_error (error);

  g_test_add_func ("/batch-stage/stage-follows-from-the-cases", test_stage_follows_from_the_cases);
  g_test_add_func ("/batch-stage/money-is-counted-by-what-became-of-it", test_money_is_counted_by_what_became_of_it);
  g_test_add_func ("/batch-stage/only-those-who-work-with-money-have-batches",
                   test_only_those_who_work_with_money_have_batches);

  return g_test_run ();
}
