/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Read off the transitions: nobody lists these in a programme. */

#include "mado-payment-way.h"

#include <string.h>

static gboolean
does (const MadoTransition *transition, const char *right)
{
  return transition != NULL && strcmp (transition->right, right) == 0;
}

/**
 * mado_payment_list_orders:
 * @programme: a programme
 *
 * Returns: (transfer full) (element-type MadoPacket): with which payments are ordered, in the order of the programme
 */
GPtrArray *
mado_payment_list_orders (const MadoProgramme *programme)
{
  GPtrArray *packets = g_ptr_array_new ();

  for (guint i = 0; i < mado_section_get_count (programme->transitions); i++) {
    const MadoTransition *transition = mado_section_get (programme->transitions, i);
    MadoPacket *packet = mado_section_find (programme->packets, transition->packet);

    if (does (transition, "order") && packet != NULL && !g_ptr_array_find (packets, packet, NULL))
      g_ptr_array_add (packets, packet);
  }

  return packets;
}

/**
 * mado_payment_list_ways:
 * @programme: a programme
 *
 * Returns: (transfer full) (element-type MadoTransition): by which a case is paid
 */
GPtrArray *
mado_payment_list_ways (const MadoProgramme *programme)
{
  GPtrArray *ways = g_ptr_array_new ();

  for (guint i = 0; i < mado_section_get_count (programme->transitions); i++)
    if (does (mado_section_get (programme->transitions, i), "pay"))
      g_ptr_array_add (ways, (gpointer) mado_section_get (programme->transitions, i));

  return ways;
}

/**
 * mado_payment_find_way:
 * @programme: a programme
 * @judgement: of a case
 * @state: (nullable): where the case stands; %NULL: wherever it stands when it is paid
 *
 * Returns: (transfer none) (nullable): the one way to pay it; %NULL: none, or two, which would leave it open by which
 *   file it goes
 */
const MadoTransition *
mado_payment_find_way (const MadoProgramme *programme, const MadoJudgement *judgement, const char *state)
{
  const MadoTransition *found = NULL;

  for (guint i = 0; i < mado_section_get_count (programme->transitions); i++) {
    const MadoTransition *transition = mado_section_get (programme->transitions, i);

    if (!does (transition, "pay") || (state != NULL && !mado_names_contain (transition->from, state)) ||
        mado_judgement_get_answer (judgement, transition) != MADO_ANSWER_PASSED)
      continue;
    if (found != NULL)
      return NULL;
    found = transition;
  }

  return found;
}

/**
 * mado_payment_find_list:
 * @programme: a programme
 * @way: a way to pay
 *
 * Returns: (transfer none) (nullable): the packet that goes out with who is paid so; %NULL: a file of the bank does
 */
const MadoPacket *
mado_payment_find_list (const MadoProgramme *programme, const MadoTransition *way)
{
  const MadoPacket *packet = mado_section_find (programme->packets, way->packet);

  return packet != NULL && packet->to[0] != '\0' ? packet : NULL;
}

static gboolean
tells_of_payments (const MadoProgramme *programme, const MadoPacket *packet)
{
  for (guint i = 0; i < mado_section_get_count (packet->rows); i++) {
    const MadoNamed *row = mado_section_get (packet->rows, i);

    if (does (mado_section_find (programme->transitions, row->label), "pay"))
      return TRUE;
  }

  return FALSE;
}

/**
 * mado_payment_find_return:
 * @programme: a programme
 * @wanted: what is to come back
 *
 * Returns: (transfer none) (nullable): the packet with which it does; %NULL: nothing of that kind comes back
 */
const MadoPacket *
mado_payment_find_return (const MadoProgramme *programme, MadoPaymentReturn wanted)
{
  const MadoPacket *found = NULL;

  for (guint i = 0; i < mado_section_get_count (programme->packets); i++) {
    const MadoPacket *packet = mado_section_get (programme->packets, i);

    if (packet->from[0] != '\0' && mado_section_get_count (packet->rows) > 0 &&
        tells_of_payments (programme, packet) == (wanted == MADO_PAYMENT_RESULT))
      found = packet;
  }

  return found;
}
