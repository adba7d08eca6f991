// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.StaleRecordException;
import io.nestrel.error.UnknownCommitOutcomeException;
import io.nestrel.testkit.Keepsake.Look;
import org.junit.jupiter.api.Test;

/** The connection breaks while COMMIT is on its way: nobody knows what became of the records. */
public interface RewindDoubtContract extends KeepsakeContract {

  /** Has the server end the connection of the running transaction, which does not notice yet. */
  void breakConnection();

  @Test
  default void records_keep_their_values_and_are_stale_until_they_are_reloaded() {
    Keepsake changed = saved("changed");
    Keepsake deleted = saved("deleted");
    Keepsake untouched = saved("untouched").stock(1);
    Look changedBefore = changed.look();
    Look deletedBefore = deleted.look();
    manager().begin();
    Keepsake made = saved("made");
    backend().transaction(() -> changed.stock(1).save());
    deleted.delete();
    breakConnection();
    assertThatThrownBy(() -> manager().commit()).isInstanceOf(UnknownCommitOutcomeException.class);
    manager().rollback();
    assertThat(changed.stock()).isEqualTo(1);
    assertThat(made.isPersisted() && deleted.isDeleted()).isTrue();
    assertThatThrownBy(changed.stock(2)::save).isInstanceOf(StaleRecordException.class);
    assertThatThrownBy(made::save).isInstanceOf(StaleRecordException.class);
    untouched.save();
    changed.reload();
    deleted.reload();
    made.reload();
    assertThat(changed.look()).isEqualTo(changedBefore);
    assertThat(deleted.look()).isEqualTo(deletedBefore);
    assertThat(made.look()).isEqualTo(new Keepsake("made").look());
    keepsakes().save(made);
    changed.stock(3).save();
    assertThat(row(made).look()).isEqualTo(made.look());
    assertThat(row(changed).look()).isEqualTo(changed.look());
  }
}
