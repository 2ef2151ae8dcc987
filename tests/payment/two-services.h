/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "payment-office.h"

G_BEGIN_DECLS

/* Two services that both believe that a ward is theirs, on its real PostgreSQL: they work at once, and before and after
 * there is an office as in any other test. */

#define TWO_SERVICES 2

typedef struct _TwoServices TwoServices;

/* One turn of one service, on its thread. */
typedef struct {
  guint service; /* 0 or 1 */
  guint number;  /* of the turn, from 0 */
  const char *programme;
  Ward *ward;
  MadoStream *stream;
} ServiceTurn;

typedef void (*ServiceWork) (gpointer user_data, const ServiceTurn *turn);

TwoServices *two_services_new (const char *programme, const char *now) G_GNUC_WARN_UNUSED_RESULT;
void two_services_free (TwoServices *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwoServices, two_services_free)

PaymentOffice *two_services_get_office (TwoServices *self);
void two_services_work (TwoServices *self, guint n_turns, ServiceWork work, gpointer user_data);
const char *service_turn_do (const ServiceTurn *turn,
                             const char *account,
                             const char *role,
                             MadoId entity,
                             const char *kind,
                             const char *body) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
