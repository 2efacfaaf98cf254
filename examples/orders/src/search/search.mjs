/** Finds orders. */
export const handler = async () => {
  const orders = [{ id: "1001" }];
  return { statusCode: 200, body: orders };
};
