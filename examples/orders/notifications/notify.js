/** Tells the customer that an order has been accepted. */
exports.handler = async (event) => {
  console.log(event.detials);
};
